# The practice case (inspector demo).

demo-help-folder = empty folder to practise in; default: inspector-demo where you stand
error-demo-not-a-folder = { $folder } is not a folder. Choose an empty folder or a name that is not taken.

progress-drawing = Drawing practice evidence: { $items } files
progress-verifying = Checking the report and the history

demo-evidence = Practice evidence (drawn by the program, harmless): { $folder } — { $entries } files
demo-lists = Practice lists: { $folder }
demo-workspace = Workspace: { $folder } — case { $case }, account { $user }
demo-matches = Matches: { $exact } exact, { $near } near; { $decided } items categorised
demo-report = Signed report: { $path } — { $signatures ->
    [one] { $signatures } signature
   *[other] { $signatures } signatures
}
demo-verified = Checked: the report and the history are intact.
demo-not-verified = The report or the history did NOT pass.
demo-passphrase = Passphrase of every practice account and key (shown this once): { $passphrase }
demo-check = To check the report again:
demo-open = To open the window on this case:

demo-examiner = Nguyễn Thực Hành
demo-reviewer = Trần Kiểm Tra
demo-case = Practice case on evidence drawn by the program
demo-list-digests = Practice list: digests
demo-list-likenesses = Practice list: likenesses
demo-list-known = Known files of a program
demo-note-listed = Stands on the practice list; nothing but geometry.
demo-note-harmless = A drawn landscape, nobody in it.

demo-answer-parent-agency = PRACTICE AGENCY
demo-answer-agency = PRACTICE UNIT
demo-answer-symbol = BC-TH
demo-answer-place = Hà Nội
demo-answer-requesting-body = The training unit
demo-answer-request-document = Practice request No. 01/YC-TH
demo-answer-case-summary = A practice case. All of the data was drawn by the program: geometry, charts and landscapes; no real person, no real event.
demo-answer-received-from = The training unit
demo-answer-results-remarks = The items on the practice list are geometry drawn from formulas.
demo-answer-approver-name = Lê Phụ Trách
demo-answer-basis-procedure = Pursuant to the Criminal Procedure Code of 27 November 2015
demo-answer-basis-children = Pursuant to the Law on Children of 5 April 2016
demo-exhibit-laptop = 1 laptop computer (practice; its data is a folder)
demo-exhibit-telephone = 1 mobile telephone (practice; its data is a folder)
demo-seal-laptop = Practice seal, intact
demo-seal-telephone = Practice seal, intact
demo-question-listed = Does the data hold files that stand on the practice list?
demo-grounds-listed = The SHA-256 digests of the files agree with the practice list; the annex names them.
demo-question-all = Beside the files on the list, does the data hold anything else that must be dealt with?
demo-grounds-all = Only a part of the pictures has been looked at by a person.
