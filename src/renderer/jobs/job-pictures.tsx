import { useQuery } from '@tanstack/react-query';
import type { JobState } from '../../contract/studio/jobs.js';
import { useBlobUrl } from '../blob-url.js';
import { useStudio } from '../connection/studio-context.js';

/** The latest scenes, or what a model that acts was shown; newest first, as they come. */
export function JobPictures({ job }: { readonly job: JobState }) {
  if (job.pictures.length === 0) return null;
  const shown = job.spec.kind === 'rollout';
  const title = shown ? 'What the model was shown' : 'Latest scenes';
  return (
    <section aria-label={title}>
      <h3 className="jobs-subtitle">{title}</h3>
      <ul className="jobs-pictures">
        {job.pictures.map((scene) => (
          <li key={scene}>
            <Picture id={job.id} scene={scene} alt={shown ? scene : `Scene ${scene}, first view`} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Picture({ id, scene, alt }: { readonly id: string; readonly scene: string; readonly alt: string }) {
  const studio = useStudio();
  const { data } = useQuery({
    queryKey: ['job-picture', id, scene],
    queryFn: () => studio.jobs.picture({ id, scene }),
    gcTime: 60_000,
  });
  const url = useBlobUrl(data);
  return (
    <figure className="jobs-picture">
      {url === null ? <span className="jobs-picture-empty" /> : <img src={url} alt={alt} />}
      <figcaption>{scene}</figcaption>
    </figure>
  );
}
