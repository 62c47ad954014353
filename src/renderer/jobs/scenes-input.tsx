import { NumberInput, type NumberInputProps } from '@mantine/core';

/** More scenes than any run has. */
const MAX_SCENES = 10_000_000;

interface ScenesInputProps extends Pick<NumberInputProps, 'w' | 'error'> {
  readonly scenes: number | string;
  readonly onScenes: (scenes: number | string) => void;
}

/** How many scenes a run is to have. */
export function ScenesInput({ scenes, onScenes, ...rest }: ScenesInputProps) {
  return (
    <NumberInput
      label="Scenes"
      value={scenes}
      onChange={onScenes}
      min={1}
      max={MAX_SCENES}
      allowDecimal={false}
      thousandSeparator=","
      {...rest}
    />
  );
}
