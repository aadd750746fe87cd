using Platen.Contracts.AgentLink.V1;
using Platen.Rpc;

namespace Platen.SiteAgent.Uplink;

/// <summary>The methods of platen.agentlink.v1.AgentLink, as this side calls them.</summary>
internal static class AgentLinkMethods
{
    private static readonly string Service = AgentlinkReflection.Descriptor.Services[0].FullName;

    public static readonly RpcMethod<EnrolRequest, EnrolReply> Enrol = RpcMethod.Unary<EnrolRequest, EnrolReply>(Service, "Enrol");

    public static readonly RpcMethod<RenewRequest, EnrolReply> Renew = RpcMethod.Unary<RenewRequest, EnrolReply>(Service, "Renew");

    public static readonly RpcMethod<AgentMessage, ClusterMessage> Link = RpcMethod.Bidi<AgentMessage, ClusterMessage>(Service, "Link");

    public static readonly RpcMethod<ListUserJobsRequest, ListUserJobsReply> ListUserJobs = RpcMethod.Unary<ListUserJobsRequest, ListUserJobsReply>(Service, "ListUserJobs");

    public static readonly RpcMethod<DeleteUserJobRequest, DeleteUserJobReply> DeleteUserJob = RpcMethod.Unary<DeleteUserJobRequest, DeleteUserJobReply>(Service, "DeleteUserJob");

    public static readonly RpcMethod<TakeReleaseRequest, TakeReleaseReply> TakeRelease = RpcMethod.Unary<TakeReleaseRequest, TakeReleaseReply>(Service, "TakeRelease");

    public static readonly RpcMethod<RegisterCardRequest, RegisterCardReply> RegisterCard = RpcMethod.Unary<RegisterCardRequest, RegisterCardReply>(Service, "RegisterCard");

    public static readonly RpcMethod<IssuePinRequest, IssuePinReply> IssuePin = RpcMethod.Unary<IssuePinRequest, IssuePinReply>(Service, "IssuePin");

    public static readonly RpcMethod<BeginQrLoginRequest, BeginQrLoginReply> BeginQrLogin = RpcMethod.Unary<BeginQrLoginRequest, BeginQrLoginReply>(Service, "BeginQrLogin");

    public static readonly RpcMethod<CollectQrLoginRequest, CollectQrLoginReply> CollectQrLogin = RpcMethod.Unary<CollectQrLoginRequest, CollectQrLoginReply>(Service, "CollectQrLogin");

    public static readonly RpcMethod<CheckPasswordRequest, CheckPasswordReply> CheckPassword = RpcMethod.Unary<CheckPasswordRequest, CheckPasswordReply>(Service, "CheckPassword");

    public static readonly RpcMethod<DocumentUp, DocumentUpReply> SendDocument = RpcMethod.Bidi<DocumentUp, DocumentUpReply>(Service, "SendDocument");

    public static readonly RpcMethod<DocumentDownRequest, DocumentDown> FetchDocument = RpcMethod.Bidi<DocumentDownRequest, DocumentDown>(Service, "FetchDocument");
}
