using Platen.Domain.Tenants;

namespace Platen.Domain.Users;

/// <summary>Who needs a second factor, and whether what was given is it.</summary>
public static class FactorRules
{
    /// <summary>Longest text that is looked at.</summary>
    public const int CodeMax = 64;

    /// <summary>Whether the user has a factor that is asked for at each login.</summary>
    public static bool Has(User user) => user.Factor is { ConfirmedAt: not null };

    /// <summary>Whether the user must set one up before anything else. Users of an identity provider have theirs there.</summary>
    /// <param name="user">The user.</param>
    /// <param name="tenant">Whose policy counts.</param>
    /// <param name="administers">Whether the user administers, or holds rights over others.</param>
    public static bool MustSetUp(User user, Tenant tenant, bool administers) => !Has(user) && user.AuthenticatedBy != UserSource.OpenId && tenant.Logins.SecondFactor switch
    {
        FactorDemand.Everybody => true,
        FactorDemand.Administrators => administers,
        _ => false,
    };

    /// <summary>The factor after a code was used up: the app's, or a recovery code; null: it is neither.</summary>
    public static SecondFactor? Use(User user, FactorSeal seal, string code, DateTimeOffset now)
    {
        var factor = user.Factor!;
        if (code.Length > CodeMax)
        {
            return null;
        }

        var typed = string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
        if (typed.Length == Totp.Digits)
        {
            return Totp.Match(seal.Open(user.Id, factor.Sealed), typed, now, factor.LastStep) is { } step ? factor with { LastStep = step } : null;
        }

        var hash = seal.HashOf(user.Id, typed);
        return factor.Recovery.Contains(hash) ? factor with { Recovery = factor.Recovery.Remove(hash) } : null;
    }
}
