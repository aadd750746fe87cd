namespace Platen.Domain.OpenId;

/// <summary>What of a refused login is told to who logs in: nothing but what only an administrator of the provider can mend.</summary>
public enum OpenIdFailure
{
    /// <summary>Nothing: the audit log has the reason.</summary>
    Unspecified = 0,

    /// <summary>The login should have been a new one, and the token does not say when it was: the provider does not give <c>auth_time</c>.</summary>
    NoLoginTime = 1,

    /// <summary>The login should have been a new one, and is an old one: the provider does not heed <c>prompt=login</c> and <c>max_age</c>.</summary>
    OldLogin = 2,
}
