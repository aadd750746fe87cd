using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.Rpc;

namespace Platen.Gateway.AgentLink.Transfer;

/// <summary>A receiver's wish, read and in bounds.</summary>
internal sealed record FetchOrder(JobId Job, ReleaseId Release, DeviceId Device, UserId User, long ResumeAt, bool AcceptsDirect, bool IsAhead)
{
    /// <summary>A copy in advance; device and user are nobody's then.</summary>
    public bool IsCopy { get; init; }

    /// <summary>The receiver reports the end in any case, so the right to print a job with copies may be taken for it.</summary>
    public bool Takes { get; init; }

    /// <summary>The receiver knows that the job was printed before.</summary>
    public bool IsReprint { get; init; }

    /// <summary>The receiver knows the job as one that was not printed yet. A receiver that takes no rights does not say which it is.</summary>
    public bool IsFirstPrint => Takes && !IsReprint;

    /// <summary>Reads the first message of a fetch.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT, with the field's name.</exception>
    public static FetchOrder Of(DocumentDownRequest? first)
    {
        var start = first?.BodyCase == DocumentDownRequest.BodyOneofCase.Start ? first.Start : throw Wrong("A fetch begins with its start.");
        return new FetchOrder(
            JobId.TryParse(start.JobId, out var job) ? job : throw Wrong("job_id is no job's id."),
            ReleaseId.TryParse(start.ReleaseId, out var release) ? release : throw Wrong("release_id is no release's id."),
            start.Copy ? default : DeviceId.TryParse(start.DeviceId, out var device) ? device : throw Wrong("device_id is no device's id."),
            start.Copy ? default : UserId.TryParse(start.UserId, out var user) ? user : throw Wrong("user_id is no user's id."),
            start.ResumeAt >= 0 ? start.ResumeAt : throw Wrong("resume_at is below zero."),
            start.AcceptsDirect,
            start.Ahead)
        {
            IsCopy = start.Copy,
            Takes = start.Takes,
            IsReprint = start.Reprint,
        };
    }

    private static RpcException Wrong(string what) => new(RpcStatusCode.InvalidArgument, what);
}
