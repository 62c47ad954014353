/** The part of Khronos' validator that tests use. */
declare module 'gltf-validator' {
  export function validateBytes(data: Uint8Array): Promise<{
    /** severity 0: error, 1: warning, 2: information, 3: hint. */
    readonly issues: { readonly messages: readonly { readonly severity: number; readonly message: string }[] };
  }>;
}
