using System.Net;
using Microsoft.Extensions.Options;
using Platen.Rpc.Tls;

namespace Platen.SiteAgent.Options;

internal sealed class AgentOptionsValidator(TimeProvider time) : IValidateOptions<AgentOptions>
{
    private const int MorePortsMax = 8;
    private const int DirectAddressCharsMax = 240;

    public ValidateOptionsResult Validate(string? name, AgentOptions options)
    {
        var errors = new List<string>();
        Require(errors, options.DataDirectory.Length > 0, nameof(options.DataDirectory), options.DataDirectory, "give a folder that the agent may write");
        Require(errors, IPAddress.TryParse(options.ListenAddress, out _), nameof(options.ListenAddress), options.ListenAddress, "give an IP address, e.g. 127.0.0.1 or 0.0.0.0");
        (string Key, int Port)[] ports =
        [
            (nameof(options.LpdPort), options.LpdPort), (nameof(options.LpdTlsPort), options.LpdTlsPort), (nameof(options.IppPort), options.IppPort),
            (nameof(options.IppsPort), options.IppsPort), (nameof(options.PanelPort), options.PanelPort), (nameof(options.DirectPort), options.DirectPort),
            .. options.MoreIppPorts.Select((port, index) => ($"{nameof(options.MoreIppPorts)}:{index}", port)),
            .. options.MoreIppsPorts.Select((port, index) => ($"{nameof(options.MoreIppsPorts)}:{index}", port)),
        ];
        Require(errors, options.MoreIppPorts.Count <= MorePortsMax, nameof(options.MoreIppPorts), options.MoreIppPorts.Count, $"give at most {MorePortsMax} ports");
        Require(errors, options.MoreIppsPorts.Count <= MorePortsMax, nameof(options.MoreIppsPorts), options.MoreIppsPorts.Count, $"give at most {MorePortsMax} ports");
        foreach (var (key, port) in ports)
        {
            Require(errors, port is >= 0 and <= 65535, key, port, "give a port, or 0 to switch the service off");
            Require(errors, port == 0 || ports.Count(other => other.Port == port) == 1, key, port, "give each service a port of its own");
        }

        Require(errors, IsAddress(options.DirectAddress), nameof(options.DirectAddress), options.DirectAddress, "give host:port as other agents dial it, or leave it empty");
        Require(errors, options.DirectAddress.Length == 0 || options.DirectPort > 0, nameof(options.DirectPort), options.DirectPort, "give the port that DirectAddress leads to");
        if (options.Certificate.IsGiven)
        {
            errors.AddRange(CertificateFile.Read(options.Certificate, [.. options.PublicNames], time.GetUtcNow()).Faults);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsAddress(string address) =>
        address.Length == 0 || (address.Length <= DirectAddressCharsMax && Uri.TryCreate($"https://{address}/", UriKind.Absolute, out var uri) && uri.Authority == address);

    private static void Require(List<string> errors, bool ok, string key, object value, string fix)
    {
        if (!ok)
        {
            errors.Add($"{AgentOptions.Section}:{key} is '{value}': {fix}.");
        }
    }
}
