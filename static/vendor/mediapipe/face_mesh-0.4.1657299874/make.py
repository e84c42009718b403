"""Make the files beside this one from the npm package @mediapipe/face_mesh 0.4.1657299874.

    npm pack @mediapipe/face_mesh@0.4.1657299874
    python make.py mediapipe-face_mesh-0.4.1657299874.tgz

The models are cut out of the package's archive, the WebAssembly program is compressed, and its
JavaScript half is changed as Apache-2.0 allows and asks to be said: emscripten built three kinds
of functions out of text with `new Function`, which a Content-Security-Policy without
'unsafe-eval' forbids. They are closures now, as newer emscriptens write them.
"""

import gzip
import hashlib
import sys
import tarfile
from pathlib import Path

SHA256 = "c08a7e0742a326285da666cf81d77c8b6f3a181a2ee948cadaf166008e0d3bc7"
HERE = Path(__file__).parent
MODELS = {
    "face_landmark_with_attention.tflite": (0, 2495952),
    "geometry_pipeline_metadata_landmarks.binarypb": (3737848, 3757224),
    "face_detection_short_range.tflite": (3757224, 3986256),
}
"""Where each file lies in the package's archive, as face_mesh_solution_packed_assets_loader.js says."""

CLOSURES = {
    ('return new Function("body",', "(body)"): """\
return Object.defineProperty(function(){"use strict";return body.apply(this,arguments)},"name",{value:name})""",
    ('var argsList="";var argsListWired="";', ".apply(null,args2);return invokerFunction"): """\
return function(){\
if(arguments.length!==argCount-2){throwBindingError("function "+humanName+" called with "+arguments.length+\
" arguments, expected "+(argCount-2)+" args!")}\
var destructors=needsDestructorStack?[]:null;var wired=[cppTargetFunc];\
if(isClassMethodFunc){wired.push(argTypes[1].toWireType(destructors,this))}\
for(var i=2;i<argCount;++i){wired.push(argTypes[i].toWireType(destructors,arguments[i-2]))}\
var rv=cppInvokerFunc.apply(null,wired);\
if(needsDestructorStack){runDestructors(destructors)}\
else{for(var i=isClassMethodFunc?1:2;i<argCount;++i){if(argTypes[i].destructorFunction!==null)\
{argTypes[i].destructorFunction(wired[isClassMethodFunc?i:i-1])}}}\
if(returns){return argTypes[0].fromWireType(rv)}}""",
    ('var params=["retType"];', "var invokerFunction=new_(Function,params).apply(null,args);"): """\
var invokerFunction=function(handle,name,destructors,args){var values=[];var offset=0;\
for(var i=1;i<argCount;++i){values.push(types[i].readValueFromPointer(args+offset));\
offset+=types[i]["argPackAdvance"]}\
var rv=handle[name].apply(handle,values);\
for(var i=1;i<argCount;++i){if(types[i]["deleteObject"]){types[i].deleteObject(values[i-1])}}\
if(!retType.isVoid){return retType.toWireType(destructors,rv)}};""",
}
NOTICE = """\
// @mediapipe/face_mesh 0.4.1657299874, Copyright The MediaPipe Authors, Apache License 2.0 (LICENSE.txt).
// Changed: functions that were made from text are closures; make.py says how and why.
"""


def without_eval(glue: str) -> str:
    for (start, end), closure in CLOSURES.items():
        before, _, rest = glue.partition(start)
        glue = before + closure + rest.partition(end)[2]
    if "new Function" in glue or "new_(Function" in glue:
        raise SystemExit("This package's program is not the one that make.py knows.")
    return NOTICE + glue


def main(package: Path) -> None:
    if hashlib.sha256(package.read_bytes()).hexdigest() != SHA256:
        raise SystemExit("This is not @mediapipe/face_mesh 0.4.1657299874.")
    with tarfile.open(package) as archive:
        read = {Path(member.name).name: archive.extractfile(member).read() for member in archive if member.isfile()}
    for name, (start, end) in MODELS.items():
        (HERE / name).write_bytes(read["face_mesh_solution_packed_assets.data"][start:end])
    (HERE / "face_mesh.binarypb").write_bytes(read["face_mesh.binarypb"])
    (HERE / "face_mesh_simd.js").write_text(without_eval(read["face_mesh_solution_simd_wasm_bin.js"].decode()))
    wasm = gzip.compress(read["face_mesh_solution_simd_wasm_bin.wasm"], 9, mtime=0)
    (HERE / "face_mesh_simd.wasm.gzip").write_bytes(wasm)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
