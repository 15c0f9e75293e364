import type { Rendered, RenderOptions, RenderRoot, RenderTools } from './rendered.ts';

/** Renders a chart or a kustomization. What each needs is loaded when it is met. */
export async function render(root: RenderRoot, tools: RenderTools, options: RenderOptions): Promise<Rendered> {
  if (root.by === 'helm') {
    const { renderChart } = await import('./helm/render.ts');
    return renderChart(root, tools, options);
  }
  const { renderKustomization } = await import('./kustomize/render.ts');
  return renderKustomization(root, tools, options);
}
