import type { Messages } from '#kernel/i18n/define'

export const fileMessages: Messages = {
  'files.kind': {
    zh: '只接受 JPEG、PNG、WebP、GIF、AVIF 图片和不含脚本、附件的 PDF。',
    en: 'Only JPEG, PNG, WebP, GIF and AVIF images, and PDF without scripts or attachments, are taken.',
  },
  'files.unreadable': { zh: '图片已损坏，无法读取。', en: 'The image is damaged and cannot be read.' },
  'files.too-large': { zh: '文件超过 {limitMb} MB。', en: 'The file is larger than {limitMb} MB.' },
  'files.too-many-pixels': {
    zh: '图片超过 {limitMegapixels} 百万像素。',
    en: 'The image has more than {limitMegapixels} megapixels.',
  },
  'files.not-multipart': {
    zh: '请以 multipart/form-data 上传。',
    en: 'Upload as multipart/form-data.',
  },
  'files.none': { zh: '没有收到文件。', en: 'No file was received.' },
  'files.not-found': {
    zh: '没有这个文件，或您无权查看。',
    en: 'There is no such file, or you may not see it.',
  },
  'files.damaged': {
    zh: '文件内容与登记不符，已停止提供。',
    en: 'The content does not match its record and is withheld.',
  },
}
