using System.Diagnostics.Metrics;

namespace Platen.Grains.Users;

/// <summary>Metrics of slow hashing, meter <c>Platen.Grains</c>: each costs a good part of a tenth of a second of a processor, so many of them are a flood of logins.</summary>
internal static class SecretInstruments
{
    private static readonly Meter Meter = new("Platen.Grains");
    private static readonly Counter<long> Hashes = Meter.CreateCounter<long>("platen.secrets.hashes", description: "Slow hashes that were computed: of passwords and PINs, right, wrong, and of nobody.");

    public static void OnHash() => Hashes.Add(1);
}
