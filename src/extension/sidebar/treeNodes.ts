import type { RunRecord } from '../../runs/run.ts';
import type { RowTarget, RunTarget } from '../contributions.ts';
import type { LiveRun } from '../liveRun.ts';
import type { GroupKey } from './runGroups.ts';

/** A run of the store. The nodes are what the commands of the view's menus are given, so they are targets too. */
export interface RunNode extends RunTarget {
  kind: 'run';
  run: LiveRun;
}

/** Rows of a run that came to the same. */
export interface GroupNode extends RunTarget {
  kind: 'group';
  run: LiveRun;
  key: GroupKey;
}

/** One row. */
export interface RowNode extends RowTarget {
  kind: 'row';
  run: LiveRun;
  /** The group that it was in when it was listed. */
  key: GroupKey;
  slot: number;
  /** Where its item says more than numbers can: what is wrong with it, or a sample that is in no file. */
  record?: RunRecord | undefined;
}

/** The rows of a group that are not listed. */
export interface MoreNode extends RunTarget {
  kind: 'more';
  run: LiveRun;
  key: GroupKey;
  count: number;
}

export type TreeNode = RunNode | GroupNode | RowNode | MoreNode;
