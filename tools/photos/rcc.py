"""Takes files whose path ends as named out of a Qt resource file.

   python3 rcc.py FILE.rcc END OUT
"""
import os
import struct
import sys
import zlib

data = open(sys.argv[1], "rb").read()
end, out = sys.argv[2:4]
version, tree, contents, names = struct.unpack(">4I", data[4:20])
size = 14 if version < 2 else 22


def name(at):
    length = struct.unpack(">H", data[names + at : names + at + 2])[0]
    return data[names + at + 6 : names + at + 6 + 2 * length].decode("utf-16-be")


def walk(node, path):
    at = tree + node * size
    named, flags = struct.unpack(">IH", data[at : at + 6])
    path = path + "/" + name(named) if node else path
    if flags & 2:
        count, first = struct.unpack(">II", data[at + 6 : at + 14])
        for k in range(count):
            walk(first + k, path)
    elif path.endswith(end):
        start = contents + struct.unpack(">I", data[at + 10 : at + 14])[0]
        length = struct.unpack(">I", data[start : start + 4])[0]
        held = data[start + 4 : start + 4 + length]
        if flags & 1:
            held = zlib.decompress(held[4:])
        with open(os.path.join(out, os.path.basename(path)), "wb") as f:
            f.write(held)


walk(0, "")
