/**
 * The face mesh, off the main thread: pictures in, landmarks out.
 *
 * In: an ImageBitmap. Out, in order: { ready: true }, then for each picture { faces }, a list of
 * Float32Array(478 * 3): x, y, z in 0..1 of the picture. Or { failed }, after which nothing comes.
 * A classic worker, because the vendored program is not a module.
 */

const HOME = "../../vendor/mediapipe/face_mesh-0.4.1657299874/";
const MODULES = "/third_party/mediapipe/modules/";
/** Where the program looks for its models. */
const MODELS = {
  "face_detection_short_range.tflite": "face_detection",
  "face_landmark_with_attention.tflite": "face_landmark",
  "geometry_pipeline_metadata_landmarks.binarypb": "face_geometry/data",
};
/** Two, so that the larger one can be chosen, as the server does, when a friend looks over your shoulder. */
const MOST_FACES = 2;
const LANDMARKS = 478;
/** Bytes of a landmark as protobuf writes it: two for its head, then x, y and z, each behind its tag. */
const BYTES = 17;

const opening = open().then(
  (mesh) => (postMessage({ ready: true }), mesh),
  fail,
);

self.onmessage = async ({ data: picture }) => {
  const mesh = await opening;
  if (!mesh) return;
  try {
    postMessage({ faces: mesh.find(picture) });
  } catch (error) {
    fail(error);
  }
  picture.close();
};

/** @param {unknown} error */
function fail(error) {
  postMessage({ failed: String(error) });
}

async function open() {
  importScripts(`${HOME}face_mesh_simd.js`);
  const [wasm, graph, ...models] = await Promise.all(["face_mesh_simd.wasm.gzip", "face_mesh.binarypb", ...Object.keys(MODELS)].map(get));
  const program = await load(wasm, await Promise.all(models.map(bytes)));
  return meshOf(program, await graph.arrayBuffer());
}

/**
 * The address holds the version: what is in the browser's cache is right, however old.
 * @param {string} name
 */
async function get(name) {
  const response = await fetch(HOME + name, { cache: "force-cache", priority: "low" });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

/** @param {Response} response */
async function bytes(response) {
  return new Uint8Array(await response.arrayBuffer());
}

/** @param {Response} wasm @param {Uint8Array[]} models @returns {Promise<MediapipeProgram>} */
function load(wasm, models) {
  return new Promise((done, broken) => {
    /** @param {MediapipeProgram} program */
    const files = (program) => Object.entries(MODELS).forEach(([name, folder], index) => {
      program.FS_createPath("/", MODULES.slice(1) + folder, true, true);
      program.FS_createDataFile(MODULES + folder, name, models[index], true, false, true);
    });
    /** @param {WebAssembly.Imports} imports @param {(instance: WebAssembly.Instance) => void} use */
    const instantiateWasm = (imports, use) => {
      WebAssembly.instantiateStreaming(unpacked(wasm), imports).then(({ instance }) => use(instance), broken);
      return {};
    };
    const quiet = { print() {}, printErr() {} };
    createMediapipeSolutionsWasm({ canvas: new OffscreenCanvas(1, 1), preRun: [files], instantiateWasm, ...quiet }).then(done, broken);
  });
}

/**
 * Compressed by us and not by the server, so that any server will do.
 * @param {Response} response
 */
function unpacked(response) {
  const stream = response.body?.pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "Content-Type": "application/wasm" } });
}

/** @param {MediapipeProgram} program @param {ArrayBuffer} graph */
function meshOf(program, graph) {
  const gl = contextOf(program);
  const mesh = new program.SolutionWasm();
  mesh.loadGraph(graph);
  /** @type {Float32Array[]} */
  let faces = [];
  listen(program, mesh, (found) => (faces = found));
  configure(program, mesh);
  const glName = program.createTexture();

  /** @param {ImageBitmap} picture */
  function find(picture) {
    const { width, height } = picture;
    Object.assign(program.canvas, { width, height });
    gl.activeTexture(gl.TEXTURE0);
    program.bindTexture2d(glName);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture);
    program.bindTexture2d(0);
    const packets = new program.PacketDataList();
    packets.pushTexture2d({ glName, width, height, stream: "input_frames_gpu", timestamp: performance.now() * 1000 });
    faces = [];
    mesh.send(packets);
    packets.delete();
    return faces;
  }

  return { find };
}

/** @param {MediapipeProgram} program */
function contextOf({ GL, canvas }) {
  const handle = GL.createContext(canvas, { antialias: false, alpha: false, majorVersion: 2, minorVersion: 0 });
  if (!handle) throw new Error("no WebGL 2 here");
  GL.makeContextCurrent(handle);
  return GL.currentContext.GLctx;
}

/**
 * @param {MediapipeProgram} program
 * @param {MediapipeMesh} mesh
 * @param {(faces: Float32Array[]) => void} hear
 */
function listen(program, mesh, hear) {
  const wants = new program.StringList();
  wants.push_back("multi_face_landmarks");
  /** @param {MediapipeResults} results */
  const onResults = (results) => {
    const lists = results.get(0);
    hear(lists ? Array.from({ length: lists.size() }, (_, index) => landmarks(lists.get(index))) : []);
    lists?.delete();
  };
  mesh.attachMultiListener(wants, program.PacketListener.implement({ onResults }));
  wants.delete();
}

/**
 * On the processor: the same arithmetic as on the server, and the graphics chip stays with the page.
 * @param {MediapipeProgram} program
 * @param {MediapipeMesh} mesh
 */
function configure(program, mesh) {
  const list = new program.GraphOptionChangeRequestList();
  /** @param {string} calculatorName @param {string} fieldName @param {Partial<MediapipeOption>} value */
  const constant = (calculatorName, fieldName, value) => set({ calculatorType: "ConstantSidePacketCalculator", calculatorName, fieldName, ...value });
  /** @param {Partial<MediapipeOption> & { calculatorType: string, fieldName: string }} option */
  const set = (option) => list.push_back({ calculatorName: "", calculatorIndex: 0, valueNumber: 0, valueBoolean: false, valueString: "", ...option });
  constant("ConstantSidePacketCalculatorNumFaces", "int_value", { valueNumber: MOST_FACES });
  constant("ConstantSidePacketCalculatorRefineLandmarks", "bool_value", { valueBoolean: true });
  set({ calculatorType: "InferenceCalculator", fieldName: "use_cpu_inference", valueBoolean: true });
  mesh.changeOptions(list);
  list.delete();
}

/**
 * A serialised NormalizedLandmarkList.
 * @param {Uint8Array} list
 */
function landmarks(list) {
  const view = new DataView(list.buffer, list.byteOffset, LANDMARKS * BYTES);
  /** @param {unknown} _ @param {number} at */
  const value = (_, at) => view.getFloat32(Math.floor(at / 3) * BYTES + 3 + (at % 3) * 5, true);
  return Float32Array.from({ length: LANDMARKS * 3 }, value);
}
