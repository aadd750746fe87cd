namespace Platen.Domain.Mail;

/// <summary>How the way to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Not said; refused.</summary>
    Unspecified = 0,

    /// <summary>TLS from the first byte (RFC 8314), port 465 as a rule.</summary>
    Tls = 1,

    /// <summary>STARTTLS (RFC 3207), and nothing without it; port 587 or 25 as a rule.</summary>
    StartTls = 2,

    /// <summary>None, and no password: for a server on the same machine or in a protected net.</summary>
    None = 3,
}
