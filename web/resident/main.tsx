import './resident.css'
import './report.css'
import './appeal.css'
import { startApp } from '../ui/start.tsx'
import { App } from './app.tsx'

startApp(<App />)
