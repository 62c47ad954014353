declare module 'gltf-validator' {
  /** What the package's own documentation says of the report, as far as it is read here. */
  export interface Report {
    readonly issues: {
      readonly numErrors: number;
      readonly messages: readonly {
        readonly code: string;
        readonly message: string;
        readonly severity: number;
        readonly pointer?: string;
      }[];
    };
  }
  export function validateBytes(
    data: Uint8Array,
    options?: {
      readonly maxIssues?: number;
      readonly externalResourceFunction?: (uri: string) => Promise<Uint8Array>;
    },
  ): Promise<Report>;
}
