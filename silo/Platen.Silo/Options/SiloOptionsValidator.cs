using System.Net;
using Microsoft.Extensions.Options;
using Platen.Domain.Tenants;
using Platen.Rpc.Tls;
using Platen.Silo.Passwords;

namespace Platen.Silo.Options;

/// <param name="role">What the process hosts: a gateway has neither database nor keys.</param>
/// <param name="time">Tells whether a certificate is within its time; null: the clock of this machine.</param>
internal sealed class SiloOptionsValidator(ClusterRole role = ClusterRole.Master, TimeProvider? time = null) : IValidateOptions<SiloOptions>
{
    private const int AddressesMax = 16;

    public ValidateOptionsResult Validate(string? name, SiloOptions options)
    {
        var errors = new List<string>();
        Require(errors, options.DataDirectory.Length > 0, nameof(options.DataDirectory), options.DataDirectory, "give a folder that the server may write");
        CheckSecrets(options, errors);
        Require(errors, IPAddress.TryParse(options.ListenAddress, out _), nameof(options.ListenAddress), options.ListenAddress, "give an IP address, e.g. 127.0.0.1 or 0.0.0.0");
        Require(errors, options.HttpPort is >= 0 and <= 65535, nameof(options.HttpPort), options.HttpPort, "give a port, or 0 for none");
        Require(errors, options.HttpsPort is > 0 and <= 65535, nameof(options.HttpsPort), options.HttpsPort, "give a port from 1 to 65535");
        Require(errors, options.AgentLinkPort is > 0 and <= 65535, nameof(options.AgentLinkPort), options.AgentLinkPort, "give a port from 1 to 65535");
        Require(errors, options.HttpsPort != options.AgentLinkPort, nameof(options.AgentLinkPort), options.AgentLinkPort, "give another port than HttpsPort's");
        Require(errors, options.MutualTlsPort is >= 0 and <= 65535, nameof(options.MutualTlsPort), options.MutualTlsPort, "give a port, or 0 for none");
        Require(
            errors, options.MutualTlsPort == 0 || (options.MutualTlsPort != options.HttpsPort && options.MutualTlsPort != options.AgentLinkPort && options.MutualTlsPort != options.HttpPort), nameof(options.MutualTlsPort), options.MutualTlsPort,
            "give another port than HttpPort's, HttpsPort's and AgentLinkPort's");
        Require(errors, options.AgentLinkAddresses.Count <= AddressesMax, nameof(options.AgentLinkAddresses), $"{options.AgentLinkAddresses.Count} addresses", $"give {AddressesMax} at most");
        for (var i = 0; i < options.AgentLinkAddresses.Count; i++)
        {
            Require(errors, IsAddress(options.AgentLinkAddresses[i]), $"{nameof(options.AgentLinkAddresses)}:{i}", options.AgentLinkAddresses[i], "give https://host:port");
        }

        CheckBreachedPasswords(options, errors);
        if (options.Certificate.IsGiven)
        {
            errors.AddRange(CertificateFile.Read(options.Certificate, [.. options.PublicNames], (time ?? TimeProvider.System).GetUtcNow()).Faults);
        }

        Require(errors, TenantId.TryParse(options.Tenant, out _), nameof(options.Tenant), options.Tenant, "give 1 to 63 characters of a-z, 0-9, '.', '_', '-'");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private void CheckSecrets(SiloOptions options, List<string> errors)
    {
        if (role == ClusterRole.Gateway)
        {
            // the value is not repeated: it has a password
            Require(errors, options.ConnectionString.Length == 0, nameof(options.ConnectionString), "given", "remove it: a gateway reaches the record through the silos only");
            Require(errors, options.KeysDirectory.Length == 0, nameof(options.KeysDirectory), options.KeysDirectory, "remove it: a gateway holds neither the CA's key nor the master key");
            return;
        }

        Require(errors, options.ConnectionString.Length > 0, nameof(options.ConnectionString), "", "give an Npgsql connection string, e.g. Host=/run/platen/pg;Database=platen;Username=platen");
        Require(errors, options.KeysDirectory.Length == 0 || Directory.Exists(options.KeysDirectory), nameof(options.KeysDirectory), options.KeysDirectory, "give the folder that all silos share; 'Platen.Silo make-keys FOLDER' makes it");
    }

    private static void CheckBreachedPasswords(SiloOptions options, List<string> errors)
    {
        if (options.BreachedPasswordsFile.Length == 0)
        {
            return;
        }

        try
        {
            BreachedFile.Open(options.BreachedPasswordsFile).Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Require(errors, false, nameof(options.BreachedPasswordsFile), options.BreachedPasswordsFile, $"give a list of breached passwords ordered by hash that the server can read, or nothing ({fault.Message})");
        }
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.PathAndQuery == "/";

    private static void Require(List<string> errors, bool ok, string key, object value, string fix)
    {
        if (!ok)
        {
            errors.Add($"{SiloOptions.Section}:{key} is '{value}': {fix}.");
        }
    }
}
