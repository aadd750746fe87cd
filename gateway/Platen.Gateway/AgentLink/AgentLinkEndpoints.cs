using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platen.Domain.Ports;
using Platen.Gateway.AgentLink.Peers;
using Platen.Gateway.AgentLink.Transfer;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink;

/// <summary>The endpoint that site agents dial: the calls of platen.agentlink.v1, and the CA's certificate for those who enrol.</summary>
public static class AgentLinkEndpoints
{
    private const string PemType = "application/x-pem-file";

    /// <summary>Registers what serves the agents.</summary>
    public static IServiceCollection AddAgentLink(this IServiceCollection services)
    {
        services.AddSingleton<LinkRegistry>();
        services.AddSingleton<IRpcFaults, LinkFaults>();
        services.AddSingleton<EnrolmentCalls>();
        services.AddSingleton<IEventReader, EventReader>();
        services.AddSingleton<LinkCall>();
        services.AddSingleton<UserJobsCall>();
        services.AddSingleton<DeleteUserJobCall>();
        services.AddSingleton<TakeReleaseCall>();
        services.AddSingleton<JobHolders>();
        services.AddSingleton<ReleaseTaking>();
        services.AddSingleton<PanelCredentialCalls>();
        services.AddSingleton<QrLoginCalls>();
        services.AddSingleton<CheckPasswordCall>();
        services.TryAddSingleton(new TransferLimits());
        services.AddSingleton<Transfers>();
        services.TryAddSingleton<IGatewayPeers, SoleGateway>();
        services.AddSingleton<AgentWhereabouts>();
        services.AddSingleton<GatewayChannels>();
        services.AddSingleton<FetchForwarding>();
        services.AddSingleton<FetchRights>();
        services.AddSingleton<FetchDocumentCall>();
        services.AddSingleton<SendDocumentCall>();
        return services;
    }

    /// <summary>Maps the calls; as they are no web endpoints, the port guard lets them answer on the agents' port only.</summary>
    public static IEndpointRouteBuilder MapAgentLink(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var enrolment = services.GetRequiredService<EnrolmentCalls>();
        endpoints.MapRpcUnary(AgentLinkMethods.Enrol, enrolment.EnrolAsync);
        endpoints.MapRpcUnary(AgentLinkMethods.Renew, enrolment.RenewAsync);
        endpoints.MapRpcBidi(AgentLinkMethods.Link, services.GetRequiredService<LinkCall>().RunAsync);
        endpoints.MapRpcUnary(AgentLinkMethods.ListUserJobs, services.GetRequiredService<UserJobsCall>().RunAsync);
        endpoints.MapRpcUnary(AgentLinkMethods.DeleteUserJob, services.GetRequiredService<DeleteUserJobCall>().RunAsync);
        endpoints.MapRpcUnary(AgentLinkMethods.TakeRelease, services.GetRequiredService<TakeReleaseCall>().RunAsync);
        var credentials = services.GetRequiredService<PanelCredentialCalls>();
        endpoints.MapRpcUnary(AgentLinkMethods.RegisterCard, credentials.RegisterCardAsync);
        endpoints.MapRpcUnary(AgentLinkMethods.IssuePin, credentials.IssuePinAsync);
        var codes = services.GetRequiredService<QrLoginCalls>();
        endpoints.MapRpcUnary(AgentLinkMethods.BeginQrLogin, codes.BeginAsync);
        endpoints.MapRpcUnary(AgentLinkMethods.CollectQrLogin, codes.CollectAsync);
        endpoints.MapRpcUnary(AgentLinkMethods.CheckPassword, services.GetRequiredService<CheckPasswordCall>().RunAsync);
        endpoints.MapRpcBidi(AgentLinkMethods.FetchDocument, services.GetRequiredService<FetchDocumentCall>().RunAsync, Receiving(FetchDocumentCall.MessageBytesMax));
        endpoints.MapRpcBidi(AgentLinkMethods.SendDocument, services.GetRequiredService<SendDocumentCall>().RunAsync, Receiving(DocumentShape.MessageBytesMax));
        endpoints.MapGet("/ca.pem", (IAuthorityCertificate authority) => Results.Text(Pem(authority), PemType));
        endpoints.MapRpcFallback();
        return endpoints;
    }

    private static RpcServerOptions Receiving(int messageBytesMax) => new() { MaxReceiveMessageBytes = messageBytesMax };

    private static string Pem(IAuthorityCertificate authority)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(authority.Certificate.AsSpan());
        return certificate.ExportCertificatePem();
    }
}
