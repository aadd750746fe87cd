namespace Platen.Domain.OpenId;

/// <summary>What a provider's metadata says that a login begins with (OpenID Connect Discovery, 3).</summary>
/// <param name="Authorization">Where browsers are sent.</param>
/// <param name="NamesItself">Its answers always carry its name (RFC 9207).</param>
public sealed record OpenIdEndpoints(string Authorization, bool NamesItself);
