using System.Collections.Immutable;
using Platen.Domain.Cards;
using Platen.Domain.Users;

namespace Platen.Domain.Tenants;

/// <summary>What a tenant's login policy must be like.</summary>
internal static class LoginPolicyRules
{
    private const int FleetDevicesMax = 10_000;
    private const int FleetFailuresMax = 1_000_000;

    public static void Check(ImmutableArray<string>.Builder errors, LoginPolicy policy)
    {
        if (policy.SecondPhase is < SecondPhase.Unspecified or > SecondPhase.PinOrPassword)
        {
            errors.Add("The second phase of logins is not known; give none, pin, password or pinOrPassword.");
        }

        if (!Enum.IsDefined(policy.SecondFactor))
        {
            errors.Add("Of whom a second factor is demanded is not known; give none, administrators or everybody.");
        }

        RuleText.Duration(errors, "The time that an initial password is good for", policy.InitialPasswordLife, InitialPassword.LifeMin, InitialPassword.LifeMax);
        CheckFormats(errors, policy);
        RuleText.Range(errors, "The number of devices with the same wrong secret", policy.Fleet.SameSecretDevices, 0, FleetDevicesMax);
        RuleText.Range(errors, "The number of failures at all devices", policy.Fleet.Failures, 0, FleetFailuresMax);
        RuleText.Duration(errors, "The time that all panels are slow", policy.Fleet.Throttle, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
    }

    private static void CheckFormats(ImmutableArray<string>.Builder errors, LoginPolicy policy)
    {
        if (policy.ReaderFormats.Length > LoginPolicy.ReaderFormatsMax)
        {
            errors.Add($"The reader formats are {policy.ReaderFormats.Length}; {LoginPolicy.ReaderFormatsMax} at most are allowed.");
        }

        foreach (var format in policy.ReaderFormats.Take(LoginPolicy.ReaderFormatsMax))
        {
            ReaderFormatRules.Check(errors, format);
        }

        foreach (var twice in policy.ReaderFormats.GroupBy(format => format.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            errors.Add($"The reader format '{twice.Key}' is there twice.");
        }

        CheckNamed(errors, policy, "The devices' reader format", policy.DeviceFormat);
        CheckNamed(errors, policy, "The desk's reader format", policy.DeskFormat);
    }

    private static void CheckNamed(ImmutableArray<string>.Builder errors, LoginPolicy policy, string what, string name)
    {
        if (name.Length > 0 && policy.Find(name) is null)
        {
            errors.Add($"{what} '{name}' does not exist; add it, or choose another one.");
        }
    }
}
