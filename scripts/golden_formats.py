"""Files of arrays as h5py, NumPy, safetensors and zipfile write them, for the tests of what reads them.

python scripts/golden_formats.py test/golden/formats
"""

import os
import sys
import zipfile

import h5py
import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

folder = sys.argv[1] if len(sys.argv) > 1 else "test/golden/formats"
os.makedirs(folder, exist_ok=True)

numbers = ["f8", "f4", "f2", "i8", "i4", "i2", "i1", "u8", "u4", "u2", "u1"]


def path(name):
    return os.path.join(folder, name)


def counting(dtype, shape=(2, 3)):
    """0, 1, 2, ... in every type, with a sign or a fraction where there are some."""
    values = np.arange(np.prod(shape)).reshape(shape)
    kind = np.dtype(dtype).kind
    return (values - 2.5 if kind == "f" else values - 2 if kind == "i" else values).astype(dtype)


def write_hdf5(file):
    types = file.create_group("types")
    for name in numbers:
        types["little_" + name] = counting("<" + name)
        types["big_" + name] = counting(">" + name)
    types["bool"] = np.array([True, False, True])
    # As Keras writes it: two bytes that say nothing of their type.
    types["bfloat16"] = counting(ml_dtypes.bfloat16)
    types["bfloat16"].attrs["dtype"] = "bfloat16"
    float_type = h5py.h5t.IEEE_F16LE.copy()
    float_type.set_fields(15, 7, 8, 0, 7)
    float_type.set_ebias(127)
    space = h5py.h5s.create_simple((2, 3))
    dataset = h5py.h5d.create(types.id, b"bfloat16_float", float_type, space)
    dataset.write(space, space, counting(ml_dtypes.bfloat16).view("u2"), float_type)
    types["scalar"] = np.float32(1.5)
    types["empty"] = np.zeros((0, 3), "f4")
    types["fixed"] = np.array([b"a", b"bcd"])
    types["variable"] = np.array(["grün", "", "x" * 50], dtype=h5py.string_dtype())
    types.create_dataset("chunked", data=counting("f4", (20, 30)), chunks=(8, 8), compression="gzip", shuffle=True)
    types.create_dataset("unwritten", shape=(4,), dtype="i4")
    values = file.create_group("values")
    values.attrs["text"] = "grün"
    values.attrs["bytes"] = np.bytes_("abc")
    values.attrs["texts"] = ["a", "bc"]
    values.attrs["byteTexts"] = np.array([b"a", b"bc"])
    values.attrs["integer"] = 2**40
    values.attrs["number"] = 1.5
    values.attrs["boolean"] = True
    values.attrs["numbers"] = np.array([1, 2, 3], "i4")
    values.attrs["nothing"] = []
    values.attrs["null"] = h5py.Empty("f4")
    for index in range(20):
        values.attrs[f"many{index}"] = index
        file.create_group(f"groups/{index}")
    types["little_f4"].attrs["name"] = "kernel"


for version in ("earliest", "latest"):
    with h5py.File(path(f"h5py-{version}.h5"), "w", libver=version) as file:
        write_hdf5(file)


def hostile(name, write):
    with h5py.File(path(f"hostile-{name}.h5"), "w") as file:
        write(file)


def virtual(file):
    layout = h5py.VirtualLayout(shape=(3,), dtype="f4")
    layout[:] = h5py.VirtualSource("other.h5", "x", shape=(3,))
    file.create_virtual_dataset("x", layout)


def loop(file):
    file.create_group("a")["again"] = file["/"]


def twice(file):
    file["x"] = np.arange(3)
    file["y"] = file["x"]


def filled(file):
    file.create_dataset("x", shape=(10**12,), dtype="f4", chunks=(10**6,))


hostile("soft-link", lambda file: file.__setitem__("x", h5py.SoftLink("/y")))
hostile("external-link", lambda file: file.__setitem__("x", h5py.ExternalLink("other.h5", "/x")))
hostile("virtual", virtual)
hostile("external-storage", lambda file: file.create_dataset("x", shape=(3,), dtype="f4", external=[("raw", 0, 12)]))
hostile("loop", loop)
hostile("two-links", twice)
hostile("unwritten", filled)
hostile("compound", lambda file: file.__setitem__("x", np.zeros(2, [("a", "f4"), ("b", "i4")])))

with zipfile.ZipFile(path("stored.zip"), "w") as archive:
    archive.writestr("metadata.json", "{}")
    archive.writestr("assets/grün.txt", "green")
    with archive.open("large.bin", "w", force_zip64=True) as member:
        member.write(bytes(range(256)))
with zipfile.ZipFile(path("deflated.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
    archive.mkdir("assets")
    archive.writestr("assets/zeros.bin", bytes(100_000))
# As it writes archives whose members are larger than 2 GiB: these are, above other limits.
limits = zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT
zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = 10, 2
with zipfile.ZipFile(path("zip64.zip"), "w") as archive:
    archive.writestr("small.txt", "green")
    archive.writestr("large.bin", bytes(range(256)))
    archive.writestr("zeros.bin", bytes(10_000), zipfile.ZIP_DEFLATED)
    archive.comment = b"three members"
zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = limits

arrays = {"little_" + name: counting("<" + name) for name in numbers}
arrays["bool"] = np.array([True, False, True])
arrays["scalar"] = np.float32(1.5)
arrays["empty"] = np.zeros((0, 3), "f4")
others = {"big_" + name: counting(">" + name) for name in numbers}
others["fortran"] = np.asfortranarray(counting("i4", (2, 3, 4)))
np.savez(path("stored.npz"), **arrays, **others)
np.savez_compressed(path("compressed.npz"), **arrays, **others)
for version in (1, 2, 3):
    with open(path(f"version-{version}.npy"), "wb") as file:
        np.lib.format.write_array(file, counting("f4"), version=(version, 0))
np.save(path("objects.npy"), np.array([{"a": 1}, None], dtype=object))
np.save(path("complex.npy"), np.zeros(2, "c8"))

safe = {**arrays, "scalar": np.array(1.5, "f4"), "bfloat16": counting(ml_dtypes.bfloat16)}
save_file(safe, path("types.safetensors"), metadata={"format": "np", "note": "grün"})
