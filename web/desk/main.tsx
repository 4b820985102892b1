import './shell/shell.css'
import './shell/more.css'
import './queue/queue.css'
import './queue/rows.css'
import './case/case.css'
import './pages.css'
import './sharing/sharing.css'
import './indicators/indicators.css'
import './catalogue/catalogue.css'
import './protection/protection.css'
import { RouterProvider } from '@tanstack/react-router'
import { startApp } from '../ui/start.tsx'
import { router } from './router.tsx'
import { AntdProvider } from './shell/antd-provider.tsx'
import { DelayedProvider } from './shell/delayed.tsx'

startApp(
  <AntdProvider>
    <DelayedProvider>
      <RouterProvider router={router} />
    </DelayedProvider>
  </AntdProvider>,
)
