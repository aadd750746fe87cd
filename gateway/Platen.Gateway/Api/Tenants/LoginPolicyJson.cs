using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Tenants;

/// <summary>How people log in at devices; in a request, what is left out stays as it is.</summary>
internal sealed record LoginPolicyJson
{
    /// <summary>What everybody needs after the card: none, pin, password or pinOrPassword.</summary>
    public string? SecondPhase { get; init; }

    /// <summary>Cards of which only the serial number is read need a PIN too.</summary>
    public bool? UidCardsNeedPin { get; init; }

    /// <summary>How the card readers send numbers, all formats, 32 at most.</summary>
    public IReadOnlyList<ReaderFormatJson>? ReaderFormats { get; init; }

    /// <summary>The format of devices that name none; empty: as sent.</summary>
    public string? DeviceFormat { get; init; }

    /// <summary>The format of the reader at the desk, for cards that are added in the console; empty: as sent.</summary>
    public string? DeskFormat { get; init; }

    /// <summary>The phone's browser can log in at a panel by the code that the panel shows.</summary>
    public bool? QrLogin { get; init; }

    /// <summary>Of whom a second factor is demanded at console, portal and REST: none, administrators or everybody.</summary>
    public string? SecondFactor { get; init; }

    /// <summary>Hours that a password which somebody else has set is good to choose an own one, 1 to 720.</summary>
    public int? InitialPasswordHours { get; init; }

    /// <summary>Devices at which one wrong secret is tried within ten minutes until an alarm; 0: not looked at.</summary>
    public int? SameSecretDevices { get; init; }

    /// <summary>Wrong secrets at all devices within ten minutes until an alarm; 0: not looked at.</summary>
    public int? FleetFailures { get; init; }

    /// <summary>How long all panels are slow then, in minutes, 1 to 1,440.</summary>
    public int? FleetThrottleMinutes { get; init; }

    /// <summary>Until then all panels are slow; read only.</summary>
    public DateTimeOffset? FleetThrottledUntil { get; init; }

    public static LoginPolicyJson Of(Tenant tenant) => new()
    {
        SecondPhase = PhaseWords.Of(tenant.Logins.SecondPhase),
        UidCardsNeedPin = tenant.Logins.UidCardsNeedPin,
        ReaderFormats = [.. tenant.Logins.ReaderFormats.Select(ReaderFormatJson.Of)],
        DeviceFormat = tenant.Logins.DeviceFormat,
        DeskFormat = tenant.Logins.DeskFormat,
        QrLogin = tenant.Logins.QrLogin,
        SecondFactor = tenant.Logins.SecondFactor.ToString().ToLowerInvariant(),
        InitialPasswordHours = (int)tenant.Logins.InitialPasswordLife.TotalHours,
        SameSecretDevices = tenant.Logins.Fleet.SameSecretDevices,
        FleetFailures = tenant.Logins.Fleet.Failures,
        FleetThrottleMinutes = (int)tenant.Logins.Fleet.Throttle.TotalMinutes,
        FleetThrottledUntil = tenant.FleetThrottledUntil,
    };

    public LoginPolicy Over(LoginPolicy policy, Input input) => policy with
    {
        SecondPhase = PhaseWords.Read(input, SecondPhase, "secondPhase") ?? policy.SecondPhase,
        UidCardsNeedPin = UidCardsNeedPin ?? policy.UidCardsNeedPin,
        ReaderFormats = ReaderFormats is null ? policy.ReaderFormats : [.. ReaderFormats.Select(format => format.ToFormat())],
        DeviceFormat = DeviceFormat ?? policy.DeviceFormat,
        DeskFormat = DeskFormat ?? policy.DeskFormat,
        QrLogin = QrLogin ?? policy.QrLogin,
        SecondFactor = SecondFactor is null ? policy.SecondFactor : input.Word<FactorDemand>(SecondFactor, "secondFactor"),
        InitialPasswordLife = InitialPasswordHours is { } hours ? TimeSpan.FromHours(hours) : policy.InitialPasswordLife,
        Fleet = policy.Fleet with
        {
            SameSecretDevices = SameSecretDevices ?? policy.Fleet.SameSecretDevices,
            Failures = FleetFailures ?? policy.Fleet.Failures,
            Throttle = FleetThrottleMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : policy.Fleet.Throttle,
        },
    };
}
