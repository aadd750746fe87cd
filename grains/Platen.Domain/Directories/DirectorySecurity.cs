namespace Platen.Domain.Directories;

/// <summary>How the line to a directory is protected. The certificate is always checked, and its name too.</summary>
public enum DirectorySecurity
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>TLS from the first byte.</summary>
    Ldaps = 1,

    /// <summary>The StartTLS operation (RFC 4511, 4.14) before anything else.</summary>
    StartTls = 2,

    /// <summary>In clear: no password goes over such a line, so it can only be read anonymously.</summary>
    None = 3,
}
