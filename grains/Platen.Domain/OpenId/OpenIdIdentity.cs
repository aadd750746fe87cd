using System.Collections.Immutable;

namespace Platen.Domain.OpenId;

/// <summary>Who somebody is by a provider's word, after every check of it.</summary>
/// <param name="Subject">The provider's key of the person, unique and never given again (OpenID Connect Core, 2).</param>
/// <param name="LoginName">What the login claim says; may be empty.</param>
/// <param name="DisplayName">What the name claim says; may be empty.</param>
/// <param name="Email">What the e-mail claim says; may be empty.</param>
/// <param name="Groups">What the groups claim says; null: it said nothing, and groups stay as they are.</param>
public sealed record OpenIdIdentity(string Subject, string LoginName, string DisplayName, string Email, ImmutableArray<string>? Groups)
{
    /// <summary>When the person last proved to the provider who it is, by its word (<c>auth_time</c>); null: it does not say.</summary>
    public DateTimeOffset? ProvenAt { get; init; }
}
