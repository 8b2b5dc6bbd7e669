"""PDQ at every size, shape and decoding scale, and turned, against its authors' own code.

The vectors are what pdqhash 0.2.8, compiled from its source, makes of pictures drawn here: `pdqhash.compute(scene(…))`
and `pdqhash.compute_dihedral(scene(…))`, packed most significant bit first.
"""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from inspector.analyse import picture
from inspector.analyse.fingerprint import fingerprints, pdq
from inspector.library.altered import likenesses
from tests.analyse.drawn import distance, encode, grey, looked, scene

SAME_PIXELS, OTHER_DECODER = 6, 10
TURNED_PIXELS = 16  # PDQ's windows of an even number of pixels lean to one side

SHAPES = {
    "tiny": (12, 20, 15, "743c426781c394e21be23a4739c33dc12cd517c32166ad6a5216dabfee9de52c"),
    "small": (13, 32, 24, "9a383593682fe9c476f6a91b1721a95e42c75052128a471b3df5e6a5e9d71674"),
    "portrait": (14, 300, 900, "c0a9ab29a34939cc3749106b756bc713a814daa754ae51fc7bd4a718b353d762"),
    "panorama": (15, 2400, 150, "375631234ccbcb0db32948960dcfa7254f121d6b38e93a72cf37879de21c7071"),
    "strip": (16, 120, 1800, "161cf0f5d2e31e0e20fce9e51f86061ab2d872870eb6e43c71d30f03c51fb3f4"),
}
GREY = {
    "landscape": (20, 640, 480, "84fe3e8d63418ce68c3e633138c78e9ec73839c3c3b1cc3e3dc2623b8e9d1546"),
    "upright": (21, 500, 800, "acf844dc4a073a1723f2b1392c07eccfcafcdc993407833ff165e5101827cafc"),
}
FAINT = "a5a53d8fb31288bc961b88f1571b9a2fc19b535288a7579b90d7e1a8965698f2"  # 256 x 256, all within 4 of 256 greys
SCALES = {  # each pixel drawn so often a side
    1 / 8: (17, 4, "4d49c2527ff8f17cf5ab1a16038500071738810bffb0e0877ef9fd7ae1434c3a"),
    1 / 4: (18, 2, "718ebfb17e499706e159583e0673418d049308753296c925dafb37c8dfa5e658"),
    1 / 2: (19, 1, "4bceda0b449bb49b24f3bb414cdb90031da4915b2af72ee4b33749fdd30064bc"),
}
# As compute_dihedral orders them: as it is, turned left by 90, 180, 270 degrees, upside down, mirrored, and the two
# that exchange rows and columns.
VARIANTS = ("", "turned", "turned", "turned", "mirrored", "mirrored", "turned+mirrored", "turned+mirrored")
TURNED = {
    (22, 640, 480): (
        "a07a2c9b4c8352b552fd1303e64ac1fa69134a0552d7d2ef970b9f36b6e56c70",
        "8f1ec40ee283e3c160c59df01e7efa73793274cc9917265acb18c789e7bc8305",
        "f52f863119d2f81f87a839a9b31f6b503c46e0af07827845c25e359ce3b0c7da",
        "da4b6ea497d6496b3590371a4b2b10d82c67de66cc428cf09e4d6d23b2e929af",
        "a07ad2644c87ad4ad2fd6cfce64a3e056913b1fa52d72d10970b60c9b6e5928f",
        "f52f79ce39d207e087a8c656b31f94af3c461f50078287bac25eca63e3b03925",
        "831e3bf1c2831c3e60c5620f1e7e058c79328b339917d9a5cb181876e7bc7cfa",
        "da4b915b97d6b6943590c8a54b2baf272c672199cc42730f9e4d92dcb2e9d650",
    ),
    (23, 480, 640): (
        "2c8b25399a71d2ced4ad25a9a533ae1650851d29f12daa5b37de45b14d2af3d4",
        "3b31e758cfb9c616b35230b1331939909c8dcfa66e669ce2dc7ae656931a110b",
        "78da8f93cf247064a1f88f03f26614bc25d0b7c3a47800f1628bef1b187f597e",
        "6e644df29aec6cb8e4079a1b664c933ac9d8650c3b333648892f4cfcc64fbba1",
        "2d8bdac69a712531f4adda56a73341e97085e296f12d55a437deaa4e4d2a0c2b",
        "78de706ccf248f9ba1f870fcfa66eb4325d0483ca478ff0e628b10e4187fa681",
        "3b3118a7c73938e9a152cf4e3119466f9c8d30196e66631ddc7a19a9931aeef4",
        "6e64b20d9aec9343e40765e4664c6cc5c9d89af33b33c9b7892f3303c64f445e",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_pdq_of_any_shape_is_that_of_its_authors(shape: str) -> None:
    number, width, height, expected = SHAPES[shape]
    found = pdq(grey(scene(number, width, height)))
    assert found is not None
    assert distance(found.pdq, bytes.fromhex(expected)) <= SAME_PIXELS
    assert found.quality == 100


def test_pdq_of_a_faint_picture_is_that_of_its_authors() -> None:
    faint = (128 + scene(25, 256, 256) // 64).astype(np.uint8)
    found = fingerprints(Image.fromarray(faint)).pdq
    assert found is not None
    assert distance(found.pdq, bytes.fromhex(FAINT)) <= SAME_PIXELS


@pytest.mark.parametrize("shape", GREY)
def test_pdq_of_a_grey_file_is_that_of_its_authors(shape: str) -> None:
    number, width, height, expected = GREY[shape]
    _, told = looked(encode(Image.fromarray(grey(scene(number, width, height))), "JPEG", quality=92))
    assert told.fingerprint is not None
    assert distance(told.fingerprint.pdq, bytes.fromhex(expected)) <= OTHER_DECODER


@pytest.mark.parametrize("scale", SCALES)
def test_pdq_of_a_scaled_decode_stays_within_what_its_authors_allow(scale: float) -> None:
    number, times, expected = SCALES[scale]
    pixels = scene(number, 700, 525).repeat(times, axis=0).repeat(times, axis=1)
    seen = picture.decode(encode(pixels, "JPEG", quality=92))
    assert seen.stored.scale == scale
    found = fingerprints(seen.pixels, (seen.height, seen.width), seen.stored.scale).pdq
    assert found is not None
    assert distance(found.pdq, bytes.fromhex(expected)) <= OTHER_DECODER


@pytest.mark.parametrize("drawn", TURNED, ids=lambda drawn: f"{drawn[1]}x{drawn[2]}")
def test_the_eight_orientations_are_those_of_its_authors(drawn: tuple[int, int, int]) -> None:
    found = fingerprints(Image.fromarray(scene(*drawn)))
    alike = likenesses(found.pdq, None, None, found.variations)
    for variant, expected in zip(VARIANTS, TURNED[drawn], strict=True):
        apart = [(distance(one.fingerprint.pdq, bytes.fromhex(expected)), one.variant) for one in alike
                 if one.fingerprint]  # fmt: skip
        assert min(apart)[0] <= SAME_PIXELS
        assert min(apart)[1] == variant


def test_the_orientations_are_those_of_turned_pixels() -> None:
    pixels = scene(24)
    found = fingerprints(Image.fromarray(pixels))
    alike = {one.fingerprint.pdq for one in likenesses(found.pdq, None, None, found.variations) if one.fingerprint}
    for turn in range(4):
        for turned in (np.rot90(pixels, turn), np.rot90(pixels[:, ::-1], turn)):
            as_it_is = pdq(grey(np.ascontiguousarray(turned)))
            assert as_it_is is not None
            assert min(distance(as_it_is.pdq, other) for other in alike) <= TURNED_PIXELS
