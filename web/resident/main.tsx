import { startApp } from '../ui/start.tsx'
import { App } from './app.tsx'
// Behind the shared styles, so that they win.
import './resident.css'
import './report.css'
import './appeal.css'
import './data.css'
import './ask.css'
import './neighbours.css'

startApp(<App />)
