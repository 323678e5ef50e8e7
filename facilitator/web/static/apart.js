// A part that cannot be drawn takes nothing else along: in a full room the rest goes on.
import { useEffect, useErrorBoundary } from "./vendor/preact-htm.js";

/** Draw `children`, or `instead` where they cannot be drawn, until `version` is another. */
export function Apart({ version, instead, children }) {
  const [wrong, again] = useErrorBoundary((error) => console.error(error));
  useEffect(() => {
    if (wrong) again();
  }, [version]);
  return wrong ? instead : children;
}
