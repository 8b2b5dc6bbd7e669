"""What the set-up says to a person, in Vietnamese and English, before the program itself can be imported."""

from __future__ import annotations

import os
import sys

SENTENCES = {
    "usage": (
        "Cách dùng: python3 packaging/bootstrap.py demo|test|validate|run|lock [tham số…]",
        "Usage: python3 packaging/bootstrap.py demo|test|validate|run|lock [arguments…]",
    ),
    "unknown_battery": (
        "Không có bộ kiểm tra “{name}”; có: {known}.",
        "There is no battery “{name}”; there are: {known}.",
    ),
    "unknown_command": ("Không có lệnh “{command}”.", "There is no command “{command}”."),
    "waiting": (
        "Một lần cài đặt khác đang chạy trong thư mục này; đang đợi…",
        "Another set-up is running in this folder; waiting…",
    ),
    "making_environment": ("Đang tạo môi trường Python {version} trong .venv…", "Making a Python {version} in .venv…"),
    "installing_packages": (
        "Đang cài {count} gói đã khóa phiên bản; lần đầu mất vài phút…",
        "Installing {count} pinned packages; the first time takes minutes…",
    ),
    "installing_program": ("Đang cài chương trình vào .venv…", "Installing the program into .venv…"),
    "installing_system": ("Đang cài gói hệ thống: {names}", "Installing system packages: {names}"),
    "system_missing": (
        "Máy này thiếu gói hệ thống. Hãy chạy dòng sau, rồi chạy lại lệnh này:\n  {line}",
        "This machine lacks system packages. Run this line, then this command again:\n  {line}",
    ),
    "system_failed": (
        "Không cài được gói hệ thống. Hãy tự chạy dòng sau để xem lý do:\n  {line}",
        "The system packages could not be installed. Run this line yourself to see why:\n  {line}",
    ),
    "no_ensurepip": (
        "Python này thiếu mô-đun venv/ensurepip; hãy cài phần đó của Python rồi chạy lại.",
        "This Python lacks venv/ensurepip; install that part of Python and run this again.",
    ),
    "not_writable": (
        "Không ghi được vào {folder}: {reason}.",
        "Cannot write into {folder}: {reason}.",
    ),
    "disk_full": (
        "{folder} chỉ còn {free} MB trống; cần khoảng {needed} MB.",
        "{folder} has only {free} MB left; about {needed} MB are needed.",
    ),
    "environment_failed": (
        "Không tạo được .venv; lý do ở các dòng trên. Không có gì bị hỏng: sửa xong, hãy chạy lại.",
        "The .venv could not be made; the lines above say why. Nothing is broken: mend it and run this again.",
    ),
    "packages_failed": (
        "Không cài được các gói trong {lock}; lý do ở các dòng trên. Sửa xong, hãy chạy lại.",
        "The packages in {lock} could not be installed; the lines above say why. Mend it and run this again.",
    ),
    "program_failed": (
        "Không cài được chương trình vào .venv; lý do ở các dòng trên.",
        "The program could not be installed into .venv; the lines above say why.",
    ),
    "file_missing": ("Thiếu tệp {name} trong cây nguồn.", "The file {name} is missing from the source tree."),
    "no_uv": (
        "Khóa phiên bản cần công cụ uv: hãy chạy “python3 -m pip install uv” rồi chạy lại.",
        "Locking needs the tool uv: run “python3 -m pip install uv”, then this again.",
    ),
    "lock_failed": ("Không lập được {lock}; lý do ở các dòng trên.", "{lock} could not be made; see the lines above."),
    "lock_made": ("Đã lập {lock}.", "Made {lock}."),
    "stopped": ("Đã dừng theo yêu cầu.", "Stopped as asked."),
}


class Stop(Exception):
    """The set-up cannot go on; `code` names the sentence that says why, and `exit_code` what the shell is told."""

    def __init__(self, code: str, exit_code: int = 3, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.exit_code = exit_code
        self.facts = facts


def languages() -> tuple[int, ...]:
    """Which columns of SENTENCES to show: the one the person's settings name, or both when they name neither."""
    for variable in ("INSPECTOR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        chosen = os.environ.get(variable, "")[:2].lower()
        if chosen in ("vi", "en"):
            return (0,) if chosen == "vi" else (1,)
    return (0, 1)


def sentence(code: str, **facts: object) -> str:
    """The sentence `code` with its facts filled in, one line a language."""
    return "\n".join(SENTENCES[code][column].format(**facts) for column in languages())


def say(code: str, **facts: object) -> None:
    """Print the sentence `code` on stderr at once, so that it stands before what a child process prints."""
    print(sentence(code, **facts), file=sys.stderr, flush=True)
