/** Number formats of a model's files, as Hugging Face's ONNX folders name them. */
export const DTYPES = ['fp32', 'fp16', 'q8', 'q4', 'q4f16'] as const;
export type Dtype = (typeof DTYPES)[number];

/** Endings of a graph's file name; the first is the usual one. */
export const DTYPE_SUFFIXES: Readonly<Record<Dtype, readonly string[]>> = {
  fp32: [''],
  fp16: ['_fp16'],
  q8: ['_quantized', '_q8', '_int8', '_uint8'],
  q4: ['_q4'],
  q4f16: ['_q4f16'],
};

/** What is tried when no dtype is asked for: nearest to the model as trained first, then what the device is good at. */
export const DTYPE_ORDER: Readonly<Record<'gpu' | 'cpu', readonly Dtype[]>> = {
  gpu: ['fp16', 'fp32', 'q4f16', 'q4', 'q8'],
  // Processors compute 16 bits by widening every number first: right, but slow.
  cpu: ['fp32', 'q8', 'q4', 'fp16', 'q4f16'],
};
