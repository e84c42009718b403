/** What `mesh-worker.js` uses of the vendored face mesh, and of a worker's own globals. */

interface MediapipeList<T> {
  push_back(value: T): void;
  get(index: number): T;
  size(): number;
  delete(): void;
}

interface MediapipeOption {
  calculatorType: string;
  calculatorName: string;
  calculatorIndex: number;
  fieldName: string;
  valueNumber: number;
  valueBoolean: boolean;
  valueString: string;
}

interface MediapipePackets {
  pushTexture2d(texture: { glName: number; width: number; height: number; stream: string; timestamp: number }): void;
  delete(): void;
}

interface MediapipeMesh {
  loadGraph(graph: ArrayBuffer): void;
  attachMultiListener(streams: MediapipeList<string>, listener: object): void;
  changeOptions(options: MediapipeList<MediapipeOption>): void;
  send(packets: MediapipePackets): void;
}

/** Lists of faces, each a serialised NormalizedLandmarkList. */
type MediapipeResults = MediapipeList<MediapipeList<Uint8Array> | undefined>;

interface MediapipeProgram {
  canvas: OffscreenCanvas;
  GL: {
    createContext(canvas: OffscreenCanvas, options: object): number;
    makeContextCurrent(handle: number): void;
    currentContext: { GLctx: WebGL2RenderingContext };
  };
  SolutionWasm: new () => MediapipeMesh;
  StringList: new () => MediapipeList<string>;
  PacketDataList: new () => MediapipePackets;
  GraphOptionChangeRequestList: new () => MediapipeList<MediapipeOption>;
  PacketListener: { implement(listener: { onResults(results: MediapipeResults): void }): object };
  createTexture(): number;
  bindTexture2d(glName: number): void;
  FS_createPath(parent: string, path: string, canRead: boolean, canWrite: boolean): void;
  FS_createDataFile(
    folder: string,
    name: string,
    bytes: Uint8Array,
    canRead: boolean,
    canWrite: boolean,
    canOwn: boolean,
  ): void;
}

declare function createMediapipeSolutionsWasm(options: {
  canvas: OffscreenCanvas;
  preRun: Array<(program: MediapipeProgram) => void>;
  instantiateWasm(imports: WebAssembly.Imports, use: (instance: WebAssembly.Instance) => void): object;
  print(): void;
  printErr(): void;
}): Promise<MediapipeProgram>;

declare function importScripts(...addresses: string[]): void;
