import { Button, Group, TextInput, type TextInputProps } from '@mantine/core';
import type { Choose } from '../../contract/preload-bridge.js';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly value: string;
  readonly onValue: (path: string) => void;
  /** Which of the system's dialogs it opens. */
  readonly dialog: Choose;
}

/** A path to type; in the desktop window also to choose, which opens places that typing does not. */
export function FolderInput({ value, onValue, dialog, style, ...input }: Props) {
  const field = (
    <TextInput
      {...input}
      style={window.vantage ? { flex: 1 } : style}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
  const { vantage } = window;
  if (!vantage) return field;
  const choose = async () => {
    const path = await vantage.choose(dialog);
    if (path !== null) onValue(path);
  };
  return (
    <Group gap="xs" align="end" wrap="nowrap" style={style}>
      {field}
      <Button variant="default" onClick={() => void choose()}>
        Choose…
      </Button>
    </Group>
  );
}
