using System.Text.Json;
using Platen.Ops.Installation;
using Platen.Ops.Sampling;

namespace Platen.Ops.Selftest;

/// <summary>endpoints.json as the self-test reads it.</summary>
internal sealed record Endpoints
{
    public required string Api { get; init; }

    public required string PanelProtocol { get; init; }

    public required string Ipp { get; init; }

    public required string Ipps { get; init; }

    public required string Lpd { get; init; }

    public required string Raw { get; init; }

    public required string ServerCertificate { get; init; }

    public required string AgentCertificate { get; init; }

    public IReadOnlyList<SampleUser>? Users { get; init; }

    public IReadOnlyList<SampleDevice>? Devices { get; init; }

    public JsonElement? VirtualMfp { get; init; }

    public static async Task<Endpoints> ReadAsync(DataFolder data, CancellationToken cancellationToken)
    {
        if (!File.Exists(data.Endpoints))
        {
            throw new OpsException($"There is no {data.Endpoints}: start the system with ops/run, or name its folder with --data.");
        }

        return JsonSerializer.Deserialize<Endpoints>(await File.ReadAllTextAsync(data.Endpoints, cancellationToken), JsonFormat.Options)!;
    }
}
