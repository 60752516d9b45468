"""Damaged variants of a document: the same number gives the same bytes."""
import io
import random
import re
import zipfile

EDGES = [b"-1", b"0", b"1", b"65536", b"2147483647", b"2147483648", b"4294967295", b"4294967296", b"99999999999999999999", b"1e9", b""]


def change(dice, data):
    for _ in range(dice.choice((1, 1, 3, 10, 40))):
        data[dice.randrange(len(data))] = dice.choice((0, 255, dice.randrange(256), data[dice.randrange(len(data))]))


def cut(dice, data):
    place = dice.randrange(len(data))
    if dice.random() < 0.8:
        del data[place:]
    else:
        del data[:place]


def piece(dice, data):
    start = dice.randrange(len(data))
    return start, min(len(data), start + dice.choice((1, 4, 16, 100, 512, 3000)))


def swap(dice, data):
    (a, b), (c, d) = sorted((piece(dice, data), piece(dice, data)))
    if b <= c:
        data[a:d] = data[c:d] + data[b:c] + data[a:b]
    else:
        data[a:b] = bytes(reversed(data[a:b]))


def insert(dice, data):
    start, end = piece(dice, data)
    what = dice.choice((bytes(dice.randrange(256) for _ in range(end - start)), bytes(data[start:end]) * dice.choice((1, 2, 50)), b"\0" * (end - start)))
    place = dice.randrange(len(data) + 1)
    data[place:place] = what


def leave_out(dice, data):
    start, end = piece(dice, data)
    del data[start:end]


def number(dice, data):
    found = list(re.finditer(rb"\d+", bytes(data)))
    if found:
        one = dice.choice(found)
        data[one.start():one.end()] = dice.choice(EDGES)


WAYS = [change, change, cut, swap, insert, leave_out, number]


def hurt(dice, data):
    data = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4))):
        if data:
            dice.choice(WAYS)(dice, data)
    return bytes(data)


def hurt_member(dice, data):
    """A zip whose members are whole for the unpacker; one of them was damaged before it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as z, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as to:
        members = [(i.filename, z.read(i)) for i in z.infolist()]
        weights = [len(d) ** 0.5 + 1 for _, d in members]
        chosen = dice.choices(range(len(members)), weights)[0]
        for n, (name, body) in enumerate(members):
            stored = name == "mimetype"  # else nobody knows it for what it is
            to.writestr(zipfile.ZipInfo(name), hurt(dice, body) if n == chosen else body, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def variant(name, data, n):
    """Number n of the file's variants; half of a zip's are damaged below the packing."""
    dice = random.Random("%s %d" % (name, n))
    if data[:4] == b"PK\3\4" and n % 2 and not data[6] & 1:  # not encrypted
        return hurt_member(dice, data)
    return hurt(dice, data)
