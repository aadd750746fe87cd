using System.Text.Json;
using Platen.Ops.Installation;

namespace Platen.Ops.Sampling;

/// <summary>Writes endpoints.json: where everything is, and the sample users' secrets; owner-only.</summary>
internal sealed class EndpointsCommand(DataFolder data, string listen)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var ports = data.ReadPorts();
        var samples = File.Exists(data.Samples) ? JsonSerializer.Deserialize<SampleData>(await File.ReadAllTextAsync(data.Samples, cancellationToken), JsonFormat.Options) : null;
        var mfp = File.Exists(data.MfpDescription)
            ? JsonSerializer.Deserialize<MfpDescription>(await File.ReadAllTextAsync(data.MfpDescription, cancellationToken), JsonFormat.Options)
            : null;
        DataFolder.WriteSecret(data.Endpoints, new
        {
            console = $"https://{listen}:{ports["console"]}/",
            api = $"https://{listen}:{ports["console"]}/api/v1",
            panel = $"https://{listen}:{ports["panel"]}/panel/" + (samples?.Devices[0].Id ?? ""),
            panelProtocol = $"https://{listen}:{ports["panel"]}/panel/v1",
            agentLink = $"https://{listen}:{ports["agentlink"]}/",
            ipp = $"ipp://{listen}:{ports["ipp"]}/ipp/print/",
            ipps = $"ipps://{listen}:{ports["ipps"]}/ipp/print/",
            lpd = $"{listen}:{ports["lpd"]}",
            lpdTls = LpdTls(listen, ports),
            raw = $"{listen}:{ports["raw"]}",
            serverCertificate = data.Authority,
            agentCertificate = data.AgentCertificate,
            setUpLink = File.Exists(data.SetUpLink) ? (await File.ReadAllTextAsync(data.SetUpLink, cancellationToken)).Trim() : null,
            tenant = samples?.Tenant,
            site = samples?.Site,
            users = samples?.Users,
            devices = samples?.Devices.Select(device => new { device.Id, device.Name, device.Protocol, panel = $"https://{listen}:{ports["panel"]}/panel/{device.Id}" }),
            queues = samples?.Queues,
            virtualMfp = mfp is null ? null : Mfp(mfp, data.MfpOutput),
            branches = BranchFolder.All(data).Select(branch => Branch(branch, ports)),
        });
    }

    private static object Branch(BranchFolder branch, IReadOnlyDictionary<string, int> ports)
    {
        var devices = JsonSerializer.Deserialize<List<SampleDevice>>(File.ReadAllText(branch.Samples), JsonFormat.Options)!;
        var mfp = JsonSerializer.Deserialize<MfpDescription>(File.ReadAllText(branch.MfpDescription), JsonFormat.Options)!;
        var panel = $"https://{branch.Address}:{ports["panel"]}/panel";
        return new
        {
            site = branch.Id,
            panel = $"{panel}/{devices[0].Id}",
            panelProtocol = $"{panel}/v1",
            ipp = $"ipp://{branch.Address}:{ports["ipp"]}/ipp/print/",
            ipps = $"ipps://{branch.Address}:{ports["ipps"]}/ipp/print/",
            lpd = $"{branch.Address}:{ports["lpd"]}",
            lpdTls = LpdTls(branch.Address, ports),
            raw = $"{branch.Address}:{ports["raw"]}",
            agentCertificate = branch.AgentCertificate,
            devices = devices.Select(device => new { device.Id, device.Name, device.Protocol, panel = $"{panel}/{device.Id}" }),
            virtualMfp = Mfp(mfp, branch.MfpOutput),
        };
    }

    // a cluster's nodes (ops/cluster) do not open it
    private static string? LpdTls(string address, IReadOnlyDictionary<string, int> ports) => ports.TryGetValue("lpd-tls", out var port) ? $"{address}:{port}" : null;

    private static object Mfp(MfpDescription mfp, string output) =>
        new { output, control = $"http://{mfp.Address}:{mfp.ControlPort}/", mfp.RawPort, mfp.IppPort, mfp.IppsPort, mfp.LpdPort, mfp.SnmpPort };
}
