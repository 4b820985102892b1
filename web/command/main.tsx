import './command.css'
import './panels.css'
import './drawer/drawer.css'
import { startApp } from '../ui/start.tsx'
import { App } from './app.tsx'

startApp(<App />)
