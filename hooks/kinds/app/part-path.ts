import type { Issue } from '../../api/issue.ts';
import type { Part } from './part.ts';

/** A part of a cluster's children. What is built for it speaks of `spec`; in the cluster that is `path`, `spec.vmselect` for example. */
export function atPath(path: string, { children, issues }: Part): Part {
  return { children, issues: issues.map((issue) => below(path, issue)) };
}

function below(path: string, issue: Issue): Issue {
  return {
    ...issue,
    path: issue.path.replace(/^spec(?=\.)/, path),
    message: issue.message.replace(/^spec(?=\.)/, path),
  };
}
