using System.Net;
using Microsoft.Extensions.Options;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Silo.Options;

/// <summary>Checks the options as a whole and reports all errors, each with the key, the value and the fix.</summary>
internal sealed class ClusterOptionsValidator : IValidateOptions<ClusterOptions>
{
    private const int PortMax = 65535;
    private const int KiB = 1024;

    public ValidateOptionsResult Validate(string? name, ClusterOptions options)
    {
        var errors = new List<string>();
        CheckIdentity(options, errors);
        CheckCertificates(options, errors);
        Require(errors, InRange(options.ProbeEvery, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30)), nameof(options.ProbeEvery), options.ProbeEvery, "give 00:00:00.5 to 00:00:30");
        Require(errors, options.MissedProbesMax is >= 2 and <= 20, nameof(options.MissedProbesMax), options.MissedProbesMax, "give 2 to 20");
        Require(errors, options.EvictionVotes is >= 1 and <= 5, nameof(options.EvictionVotes), options.EvictionVotes, "give 1 to 5");
        Require(errors, InRange(options.RefreshEvery, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)), nameof(options.RefreshEvery), options.RefreshEvery, "give 00:00:01 to 00:05:00");
        Require(errors, options.WaitingRequestsMax is >= 100 and <= 1_000_000, nameof(options.WaitingRequestsMax), options.WaitingRequestsMax, "give 100 to 1000000");
        Require(errors, options.MessageBytesMax is >= 64 * KiB and <= 64 * KiB * KiB, nameof(options.MessageBytesMax), options.MessageBytesMax, $"give {64 * KiB} to {64 * KiB * KiB}");
        Require(errors, InRange(options.HomeSweepEvery, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)), nameof(options.HomeSweepEvery), options.HomeSweepEvery, "give 00:00:01 to 01:00:00");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void CheckIdentity(ClusterOptions options, List<string> errors)
    {
        // a cluster's name is a slug, as a tenant's is
        Require(errors, TenantId.TryParse(options.Id, out _), nameof(options.Id), options.Id, "give 1 to 63 characters of a-z, 0-9, '.', '_', '-'");
        Require(errors, options.Role is ClusterRole.Master or ClusterRole.Site or ClusterRole.Gateway, nameof(options.Role), options.Role, "give Master, Site or Gateway");
        var hasSite = SiteId.TryParse(options.Site, out _);
        Require(errors, hasSite == (options.Role == ClusterRole.Site) && (hasSite || options.Site.Length == 0), nameof(options.Site), options.Site, "give the site's id with Role=Site, and nothing with another role");
        Require(errors, IPAddress.TryParse(options.Address, out var address) && !IsAny(address), nameof(options.Address), options.Address, "give the IP address that others reach this node at, not 0.0.0.0");
        CheckPort(errors, nameof(options.SiloPort), options.SiloPort);
        CheckPort(errors, nameof(options.GatewayPort), options.GatewayPort);
        Require(errors, options.SiloPort != options.GatewayPort, nameof(options.GatewayPort), options.GatewayPort, "give another port than SiloPort's");
        var needsFiles = options.Role == ClusterRole.Gateway;
        Require(errors, !needsFiles || options.Silos.Count > 0, nameof(options.Silos), "", "give the silos' gateway ports, e.g. 192.0.2.1:30000: a gateway does not read them from the database");
        Require(errors, !needsFiles || options.CertificateFile.Length > 0, nameof(options.CertificateFile), "", "give the gateway's node certificate; 'Platen.Silo issue-node' makes one on a silo's machine");
        for (var i = 0; i < options.Silos.Count; i++)
        {
            Require(errors, IsSilo(options.Silos[i]), $"{nameof(options.Silos)}:{i}", options.Silos[i], "give address:port or name:port of silos' GatewayPort, e.g. 192.0.2.1:30000");
        }
    }

    private static void CheckCertificates(ClusterOptions options, List<string> errors)
    {
        Require(errors, options.CertificateFile.Length == 0 == (options.AuthorityFile.Length == 0), nameof(options.AuthorityFile), options.AuthorityFile, "give both CertificateFile and AuthorityFile, or neither");
        CheckFile(errors, nameof(options.CertificateFile), options.CertificateFile);
        CheckFile(errors, nameof(options.AuthorityFile), options.AuthorityFile);
    }

    private static void CheckFile(List<string> errors, string key, string path) => Require(errors, path.Length == 0 || File.Exists(path), key, path, "give a PEM file that exists");

    private static void CheckPort(List<string> errors, string key, int port) => Require(errors, port is > 0 and <= PortMax, key, port, $"give a port from 1 to {PortMax}");

    private static bool IsSilo(string text) =>
        IPEndPoint.TryParse(text, out var silo)
            ? silo.Port > 0
            : Uri.TryCreate("tcp://" + text, UriKind.Absolute, out var named) && named is { Port: > 0, HostNameType: UriHostNameType.Dns, PathAndQuery: "/" or "" };

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static bool InRange(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;

    private static void Require(List<string> errors, bool ok, string key, object value, string fix)
    {
        if (!ok)
        {
            errors.Add($"{ClusterOptions.Section}:{key} is '{value}': {fix}.");
        }
    }
}
