/** A message as it stands on the wire; `head` adds to or replaces what every message has. */
export const letter = (body: string, head: Record<string, string> = {}): Buffer => {
  const lines = {
    From: 'Mara Example <mara@northwind.example>',
    To: 'desk@brightshift.example',
    Subject: 'Re: Northwind and its new round',
    Date: 'Tue, 24 Nov 2026 09:00:00 +0000',
    'Message-ID': '<answer@northwind.example>',
    'Content-Type': 'text/plain; charset=utf-8',
    ...head,
  }
  const top = Object.entries(lines).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`${top.join('\r\n')}\r\n\r\n${body.replaceAll('\n', '\r\n')}\r\n`)
}

export type Report = { about: string; recipient?: string; fields?: string; from?: string; id?: string }

/** A delivery report in the shape of RFC 3464, with the head of the message it is about. */
export const deliveryReport = ({ about, recipient = 'mara@northwind.example', fields, from, id }: Report): Buffer =>
  letter(
    [
      '--cut',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'Your message could not be delivered.',
      '',
      '--cut',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.northwind.example',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      fields ?? 'Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 user unknown',
      '',
      '--cut',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${about}`,
      'Subject: Northwind and its new round',
      '',
      '--cut--',
    ].join('\n'),
    {
      From: from ?? 'Mail Delivery System <MAILER-DAEMON@mx.northwind.example>',
      Subject: 'Undelivered Mail Returned to Sender',
      'Message-ID': `<${id ?? 'report'}@mx.northwind.example>`,
      'Auto-Submitted': 'auto-replied',
      'MIME-Version': '1.0',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary="cut"',
    },
  )

/** A complaint in the shape of RFC 5965. */
export const complaint = (about: string): Buffer =>
  letter(
    [
      '--cut',
      'Content-Type: text/plain',
      '',
      'This is an abuse report.',
      '',
      '--cut',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: abuse',
      'User-Agent: Example/1.0',
      'Version: 1',
      '',
      '--cut',
      'Content-Type: message/rfc822',
      '',
      'From: desk@brightshift.example',
      `Message-ID: ${about}`,
      '',
      'Hi Mara',
      '',
      '--cut--',
    ].join('\n'),
    {
      From: 'abuse@mailhost.example',
      'Message-ID': '<complaint@mailhost.example>',
      'MIME-Version': '1.0',
      'Content-Type': 'multipart/report; report-type=feedback-report; boundary="cut"',
    },
  )
