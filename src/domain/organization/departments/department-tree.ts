import type { Department } from './department.ts';

/** Departments in the shape of their tree. */
export interface DepartmentTree<Node extends Department = Department> {
  root: Node | undefined;
  find(departmentId: number): Node | undefined;
  /** By name, as people read them. */
  childrenOf(departmentId: number): readonly Node[];
  /** From the root down to the department; empty when there is no such department. */
  lineage(departmentId: number): readonly Node[];
}

const trees = new WeakMap<readonly Department[], DepartmentTree>();

/** The tree of a list is made once, however often it is asked for. */
export function treeOf<Node extends Department>(departments: readonly Node[]): DepartmentTree<Node> {
  const known = trees.get(departments);
  if (known) return known as DepartmentTree<Node>;
  const tree = grow(departments);
  trees.set(departments, tree);
  return tree;
}

function grow<Node extends Department>(departments: readonly Node[]): DepartmentTree<Node> {
  const byId = new Map(departments.map((department) => [department.departmentId, department]));
  const children = Map.groupBy(departments, (department) => department.parentId);
  for (const siblings of children.values()) siblings.sort((one, other) => one.name.localeCompare(other.name));
  const lineages = new Map<number, readonly Node[]>();
  const lineage = (departmentId: number): readonly Node[] => {
    const known = lineages.get(departmentId);
    if (known) return known;
    const department = byId.get(departmentId);
    if (!department) return [];
    const line = [...(department.parentId === null ? [] : lineage(department.parentId)), department];
    lineages.set(departmentId, line);
    return line;
  };
  return {
    root: children.get(null)?.[0],
    find: (departmentId) => byId.get(departmentId),
    childrenOf: (departmentId) => children.get(departmentId) ?? [],
    lineage,
  };
}

/** `Root / Production / Web`: from the root down to the department. */
export const pathIn = (tree: DepartmentTree, departmentId: number): string =>
  tree
    .lineage(departmentId)
    .map(({ name }) => name)
    .join(' / ');

/** How deep the department is; the root is level 1. */
export const levelIn = (tree: DepartmentTree, departmentId: number): number =>
  tree.lineage(departmentId).length;

/** The same over a list. */
export const departmentPath = (departments: readonly Department[], departmentId: number | null): string =>
  departmentId === null ? '' : pathIn(treeOf(departments), departmentId);

/** The department and everything below it, in the order of the tree. */
export function below(tree: DepartmentTree, departmentId: number): number[] {
  return [departmentId, ...tree.childrenOf(departmentId).flatMap((child) => below(tree, child.departmentId))];
}
