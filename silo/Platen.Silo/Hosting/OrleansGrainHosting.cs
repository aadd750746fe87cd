using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Platen.Gateway.AgentLink.Peers;
using Platen.Silo.Keys;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>Makes this process a silo of a cluster, or a client of one. Compiled in the Orleans flavour; its counterpart is EmbeddedGrainHosting.</summary>
internal static class OrleansGrainHosting
{
    /// <summary>Adds the silo or client. Hosted services stop in reverse order: the gateway takes no more calls when the silo hands its grains over.</summary>
    /// <exception cref="OptionsValidationException">The options are wrong; all errors are named.</exception>
    public static void AddGrainHosting(this WebApplicationBuilder builder)
    {
        var options = builder.Services.AddClusterOptions(builder.Configuration);
        var store = builder.Configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new SiloOptions();
        // the CA reads its key when it is first used, which is after the options were checked
        var authority = new Lazy<InternalCertificateAuthority>(() => new InternalCertificateAuthority(Microsoft.Extensions.Options.Options.Create(store), TimeProvider.System));
        var certificates = new OrleansNodeCertificates(options, () => authority.Value, NodeFiles.RenewedPath(store));
        builder.Services.AddSingleton(certificates);
        builder.Services.AddSingleton<IGatewayPeers>(provider => new OrleansGatewayPeers(options, store, certificates, provider.GetRequiredService<ITlsIdentity>()));
        if (options.Role == ClusterRole.Gateway)
        {
            builder.UseOrleansClient(client => client.AddPlatenClient(options, connectionString: "").AddPlatenTls(certificates));
            return;
        }

        builder.UseOrleans(silo => silo.AddPlatenSilo(options, store.ConnectionString).AddPlatenTls(certificates));
    }
}
