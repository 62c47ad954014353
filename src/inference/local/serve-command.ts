/** What `vllm serve` needs for a folder that is no ONNX export. */

/** A whole model in safetensors or PyTorch files. */
export function serveWeights(folder: string, name: string): string {
  return `vllm serve ${quote(folder)} --served-model-name ${quote(name)} --limit-mm-per-prompt ${IMAGES}`;
}

/**
 * A LoRA adapter on its base model.
 * @param rank of the adapter; vLLM takes up to 16 unless told
 */
export function serveLora(folder: string, name: string, base: string, rank: number | null): string {
  const room = rank !== null && rank > 16 ? ` --max-lora-rank ${roomFor(rank)}` : '';
  return (
    `vllm serve ${quote(base)} --enable-lora --lora-modules ${quote(`${name}=${folder}`)}${room}` +
    ` --limit-mm-per-prompt ${IMAGES}`
  );
}

/** Where vLLM then answers, as `--model` takes it. */
export function servedAddress(name: string): string {
  return `http://localhost:8000/v1#${name}`;
}

/** Questions over several views send up to eight pictures. */
const IMAGES = `'{"image": 8}'`;

/** vLLM knows these ranks only. */
function roomFor(rank: number): number {
  return [32, 64, 128, 256, 320, 512].find((room) => room >= rank) ?? rank;
}

/** For a POSIX shell. */
function quote(text: string): string {
  return /^[\w./:=@+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
