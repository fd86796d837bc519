import { assetRoutes } from './assets.ts'
import type { Route } from './context.ts'
import { healthRoutes } from './pages/health.ts'
import { itemRoutes } from './pages/item.tsx'
import { itemActionRoutes } from './pages/item-actions.ts'
import { queueRoutes } from './pages/queue.tsx'
import { signInRoutes } from './pages/sign-in.tsx'
import { themeRoutes } from './pages/theme.ts'

/** Every way into the application, with who may take it. What is not here is refused. */
export const routes: readonly Route[] = [
  ...assetRoutes,
  ...healthRoutes,
  ...signInRoutes,
  ...themeRoutes,
  ...queueRoutes,
  ...itemRoutes,
  ...itemActionRoutes,
]
