namespace Platen.Domain.OAuth;

/// <summary>How a client proves that it is the one (RFC 6749, 2.3). Stored by number; it only ever grows.</summary>
public enum ClientAuthentication
{
    /// <summary>Not said; refused.</summary>
    Unspecified = 0,

    /// <summary>It cannot: a program on people's own devices keeps no secret (<c>none</c>).</summary>
    None = 1,

    /// <summary>By a secret that is made here (<c>client_secret_basic</c>, <c>client_secret_post</c>).</summary>
    Secret = 2,

    /// <summary>By a certificate that is registered here (<c>self_signed_tls_client_auth</c>, RFC 8705, 2.2).</summary>
    Certificate = 3,

    /// <summary>By a short text that it signs with a key of its own, whose public half is registered here (<c>private_key_jwt</c>, RFC 7523).</summary>
    PrivateKey = 4,
}
