using Google.Protobuf;
using Platen.Contracts.AgentJournal.V1;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Jobs;

/// <summary>Reads what Print-Job, Validate-Job and Create-Job ask for (RFC 8011, 4.2.1.1; PWG 5100.11 job-password; PWG 5100.16 accounts), and says what is wrong with it.</summary>
internal sealed class JobRequests(JobPasswords passwords)
{
    private const string ByPassword = "job-password";
    private const string ByOwner = "owner-authorized";

    /// <summary>The request, or the answer that refuses it.</summary>
    public async ValueTask<(IppJobRequest? Request, IppMessage? Refusal)> ReadAsync(IppCall call)
    {
        if (IppDocument.Check(call) is { } wrong)
        {
            return (null, wrong);
        }

        var operation = call.Request.OperationAttributes;
        var (kept, unsupported) = JobTemplates.Check(call.Request.Find(IppTag.JobAttributes), call.Traits, operation.GetString(IppNames.DocumentFormat));
        if (unsupported.Length > 0 && operation.GetBoolean(IppNames.IppAttributeFidelity) == true)
        {
            return (null, call.Refuse("These attributes or values are not supported, and the client insists on them.", unsupported));
        }

        var template = JobTemplates.Encode(kept);
        if (template.Length > JobTemplates.BytesMax)
        {
            return (null, call.Refuse(IppStatus.RequestValueTooLong, $"The job's attributes have more than {JobTemplates.BytesMax} octets."));
        }

        var (hash, refusal) = await ReadPasswordAsync(call);
        return refusal is null ? (new IppJobRequest(Claims(call, new IppAttributeGroup(IppTag.JobAttributes, kept), template, hash), unsupported), null) : (null, refusal);
    }

    private static JobClaims Claims(IppCall call, IppAttributeGroup kept, ByteString template, string passwordHash)
    {
        var operation = call.Request.OperationAttributes;
        var ticket = new JobTicket
        {
            Held = kept.GetString(IppNames.JobHoldUntil) is not (null or "no-hold") || Find(call, IppNames.JobReleaseAction)?.AsString() == ByOwner,
            PasswordHash = passwordHash,
            Authenticated = call.Caller.Proven is not null,
            Template = template,
        };
        return new JobClaims(call.Caller.Name, ClaimText.Of(operation.GetString(IppNames.JobName) ?? operation.GetString(IppNames.DocumentName)), kept.GetInteger(IppNames.Copies), SidesOf(kept))
        {
            Authenticated = call.Caller.User,
            CertificateUser = call.Caller.Certified?.LoginName ?? "",
            Account = ClaimText.Of(Find(call, IppNames.JobAccountId)?.AsString()),
            AccountingUser = ClaimText.Of(Find(call, IppNames.JobAccountingUserId)?.AsString()),
            Ticket = ticket.CalculateSize() > 0 ? ticket : null,
        };
    }

    private async ValueTask<(string Hash, IppMessage? Refusal)> ReadPasswordAsync(IppCall call)
    {
        var password = Find(call, IppNames.JobPassword);
        var action = Find(call, IppNames.JobReleaseAction)?.AsString();
        if (password is null)
        {
            return ("", action == ByPassword ? call.Refuse(IppStatus.ConflictingAttributes, "job-release-action is job-password, but there is no job-password.") : null);
        }

        var encryption = Find(call, IppNames.JobPasswordEncryption)?.AsString() ?? "none";
        if (password.Value is not IppOctetsValue octets || !JobPasswords.IsUsable(encryption, octets.Octets.Span))
        {
            return ("", call.Refuse($"job-password must fit job-password-encryption ({string.Join(", ", Printer.PrinterAbilities.PasswordEncryptions)}), and a plain one must have 4 to 64 printable characters.",
                [new IppAttribute(IppNames.JobPasswordEncryption, [new IppStringValue(IppTag.Keyword, ClaimText.Of(encryption))])]));
        }

        return call.Request.Operation == IppOperation.ValidateJob
            ? ("", null)
            : await passwords.TryHashAsync(encryption, octets.Octets, call.CancellationToken) is { } hash
                ? (hash, null)
                : ("", call.Refuse(IppStatus.Busy, "Too many jobs with a PIN come in at this moment: try again in some seconds."));
    }

    // clients of different age send these with the operation or with the job
    private static IppAttribute? Find(IppCall call, string name) => call.Request.OperationAttributes.Find(name) ?? call.Request.Find(IppTag.JobAttributes)?.Find(name);

    private static Sides SidesOf(IppAttributeGroup template) => template.GetString(IppNames.Sides) switch
    {
        "one-sided" => Sides.OneSided,
        "two-sided-long-edge" => Sides.TwoSidedLongEdge,
        "two-sided-short-edge" => Sides.TwoSidedShortEdge,
        _ => Sides.Unspecified,
    };
}
