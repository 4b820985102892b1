import type { ThemeConfig } from 'antd'
import { fontFamily, light, type Palette } from './tokens.ts'

/** antd in our palette; the muted texts are darker than antd's own, which fail 4.5:1. */
function themeOf(p: Palette): ThemeConfig {
  return {
    token: {
      colorPrimary: p.accent,
      colorInfo: p.accent,
      colorLink: p.accent,
      colorLinkHover: p.accentHover,
      colorError: p.danger,
      colorWarning: p.warn,
      colorSuccess: p.good,
      colorText: p.ink,
      colorTextBase: p.ink,
      colorTextSecondary: p.muted,
      colorTextTertiary: p.muted,
      colorTextQuaternary: p.muted,
      colorTextDescription: p.muted,
      colorTextPlaceholder: p.muted,
      colorTextDisabled: p.muted,
      colorTextLightSolid: p.onAccent,
      colorBgBase: p.surface,
      colorBgContainer: p.surface,
      colorBgLayout: p.page,
      colorBorder: p.edge,
      colorBorderSecondary: p.line,
      colorSplit: p.line,
      fontFamily,
      fontSize: 14,
      borderRadius: 6,
      motion: false,
    },
    components: {
      Table: { headerBg: p.sunken, rowSelectedBg: p.accentSoft, rowSelectedHoverBg: p.accentSoft },
      Menu: { itemSelectedBg: p.accentSoft, itemSelectedColor: p.accent },
      Tag: { defaultColor: p.ink, defaultBg: p.sunken },
    },
  }
}

export const deskTheme = themeOf(light)
