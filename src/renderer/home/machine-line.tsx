import { Button, Popover, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { MachineCheck } from '../../contract/studio/machine.js';
import type { ConnectedModel } from '../../contract/studio/models.js';
import { goTo } from '../app/route.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { useConnectedModel } from '../models/use-model.js';
import { theViewport } from '../scene/viewport-host.js';

/** Words of software renderers in a GL renderer string. */
const SOFTWARE = /llvmpipe|swiftshader|software|basic render/i;

type Shown = Pick<MachineCheck, 'state' | 'short' | 'sentence'> & {
  readonly about: MachineCheck['about'] | 'graphics' | 'model';
};

/** One sentence on this machine; each marked word opens what it means and what to do. */
export function MachineLine() {
  const studio = useStudio();
  const opened = useOpened();
  const checks = useQuery({ queryKey: ['machine', opened], queryFn: () => studio.machine.checks() });
  const graphics = useGraphics();
  const model = modelCheck(useConnectedModel());
  const all: readonly Shown[] = [...(graphics ? [graphics] : []), ...(checks.data ?? []), model];
  return (
    <footer className="home-machine" aria-label="This machine">
      <span>This machine:</span>
      {all.map((check) =>
        check.state === 'good' ? (
          <span key={check.short} title={check.sentence}>
            {check.short}
          </span>
        ) : (
          <Popover key={check.short} width={360} withArrow shadow="md">
            <Popover.Target>
              <UnstyledButton className="home-amber">{check.short}</UnstyledButton>
            </Popover.Target>
            <Popover.Dropdown>
              <Text size="sm">{check.sentence}</Text>
              {check.about === 'inference' || check.about === 'model' ? (
                <Button mt="sm" size="compact-xs" variant="default" onClick={() => goTo('models')}>
                  Connect a model
                </Button>
              ) : (
                check.about !== 'graphics' && (
                  <Button
                    mt="sm"
                    size="compact-xs"
                    variant="default"
                    loading={checks.isFetching}
                    onClick={() => void checks.refetch()}
                  >
                    Look again
                  </Button>
                )
              )}
            </Popover.Dropdown>
          </Popover>
        ),
      )}
      {checks.isLoading && <span>looking…</span>}
      {checks.error && <span>{checks.error.message}</span>}
    </footer>
  );
}

function modelCheck(model: ConnectedModel | null): Shown {
  if (model) return { about: 'model', state: 'good', short: lastOf(model.name), sentence: `Connected: ${model.name}.` };
  const sentence = 'No model is connected: give the URL of a server or a folder, and it can be asked and tested.';
  return { about: 'model', state: 'slower', short: 'no model connected', sentence };
}

const lastOf = (name: string): string => name.split(/[#/\\]/).findLast((part) => part !== '') ?? name;

/** What draws the viewport, by its own words. */
function useGraphics(): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    let gone = false;
    theViewport().then(
      ({ description }) => {
        if (gone) return;
        const name = description.split(';')[0];
        const isSoftware = SOFTWARE.test(name);
        setShown({
          about: 'graphics',
          state: isSoftware ? 'slower' : 'good',
          short: isSoftware ? 'no GPU for drawing' : shortName(name),
          sentence: isSoftware
            ? `The viewport is drawn by the processor (${name}): right, but slower. With a GPU, start a browser that uses it.`
            : `The viewport is drawn by ${name}.`,
        });
      },
      (error: unknown) =>
        gone ||
        setShown({
          about: 'graphics',
          state: 'lacking',
          short: 'no 3D graphics',
          sentence: `The viewport cannot be drawn here: ${error instanceof Error ? error.message : String(error)} Datasets are still made: they are drawn elsewhere.`,
        }),
    );
    return () => {
      gone = true;
    };
  }, []);
  return shown;
}

/** "ANGLE (NVIDIA, NVIDIA GeForce RTX 4090/PCIe/SSE2, OpenGL 4.6)" → "NVIDIA GeForce RTX 4090" */
const shortName = (name: string): string => (/ANGLE \([^,]*, ([^,/(]+)/.exec(name)?.[1] ?? name).trim();
