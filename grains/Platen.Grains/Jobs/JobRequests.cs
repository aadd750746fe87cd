using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Jobs;
using Platen.Grains.Records;

namespace Platen.Grains.Jobs;

/// <summary>Whether a request may be passed on to the agent that holds the job; null: it may. The agent decides again, because it knows better.</summary>
internal static class JobRequests
{
    public static CommandResult? WhyNotDelete(Job? job, Actor actor)
    {
        if (WhyNotHandle(job, actor) is { } refusal)
        {
            return refusal;
        }

        return job!.DataKept ? null : CommandResult.Not(CommandCode.Refused, "The job's data is gone already.");
    }

    /// <param name="job">The job.</param>
    /// <param name="owner">Its owner's record, whose delegates may release it too.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="actor">Who asks.</param>
    public static CommandResult? WhyNotRelease(Job? job, User? owner, RequestRelease request, Actor actor)
    {
        if (job is null)
        {
            return Refusals.NotFound("such job");
        }

        if (!Rights.MayRelease(actor, job, owner))
        {
            return Refusals.NotYours;
        }

        if (request.Release == default)
        {
            return CommandResult.Not(CommandCode.Invalid, "The release id is missing; make a UUID of version 7, and send the same one when you try again.");
        }

        if (!Rights.Is(actor, request.User) && !(Rights.HasAt(actor, Right.ManageJobs, job.Site) && (job.Owner is null || job.Owner == request.User)))
        {
            return CommandResult.Not(CommandCode.Forbidden, "A job is released for its owner, or by an administrator in person.");
        }

        if (!job.DataKept)
        {
            return CommandResult.Not(CommandCode.Refused, "The job's data is gone; it cannot be printed any more.");
        }

        return job.State == JobState.Processing && job.OpenRelease != request.Release
            ? CommandResult.Not(CommandCode.Refused, "The job is being printed now; wait until that has ended.")
            : null;
    }

    public static CommandResult? WhyNotAt(Job job, Device? device, User? user, RequestRelease request)
    {
        if (device is null)
        {
            return CommandResult.Not(CommandCode.Invalid, $"There is no device '{request.Device}'.");
        }

        if (!device.Enabled)
        {
            return CommandResult.Not(CommandCode.Refused, $"The device '{device.Id}' is out of use; choose another one.");
        }

        if (device.Site != job.Site)
        {
            return CommandResult.Not(CommandCode.Refused, $"The job lies at site '{job.Site}', the device at '{device.Site}'; release it at the device's own panel.");
        }

        if (job.Reach is JobReach.Device or JobReach.DeviceAtOnce && device.Id != job.SentTo)
        {
            return CommandResult.Not(CommandCode.Refused, $"The job was sent to the device '{job.SentTo}', and can be released only there.");
        }

        return user is { Active: true } ? null : CommandResult.Not(CommandCode.Invalid, $"There is no active user '{request.User}'.");
    }

    public static CommandResult? WhyNotClaim(Job? job, UserId owner, Actor actor)
    {
        if (WhyNotManage(job, actor) is { } refusal)
        {
            return refusal;
        }

        if (job!.Owner is not null)
        {
            return job.Owner == owner ? CommandResult.Not(CommandCode.Refused, "The job is that user's already.") : CommandResult.Not(CommandCode.Refused, "The job has an owner already.");
        }

        return job.DataKept ? null : CommandResult.Not(CommandCode.Refused, "The job's data is gone.");
    }

    /// <param name="job">The job.</param>
    /// <param name="device">The device of its open release.</param>
    /// <param name="release">The release that shall be given up.</param>
    /// <param name="actor">Who asks.</param>
    public static CommandResult? WhyNotEndLost(Job? job, Device? device, ReleaseId release, Actor actor)
    {
        if (WhyNotManage(job, actor) is { } refusal)
        {
            return refusal;
        }

        if (job!.State != JobState.Processing || job.OpenRelease != release)
        {
            return CommandResult.Not(CommandCode.Refused, "That release is not under way (any more): look at the job again.");
        }

        if (job.Copies is { } copies)
        {
            // whoever took it has to be believed lost, the agent that received the job too
            return copies.Taken?.Release == release ? null : CommandResult.Not(CommandCode.Refused, "That release has not the right to print this job (any more): look at the job again.");
        }

        if (device is null)
        {
            return CommandResult.Not(CommandCode.Refused, $"The device '{job.Device}' of this release was removed, so its site is not known: add it again at its site, or delete the job.");
        }

        return device.Site == job.Site
            ? CommandResult.Not(CommandCode.Refused, $"The job is being printed at its own site, '{job.Site}': its agent ends the release itself, at its next start at the latest.")
            : null;
    }

    // who may not at all learns nothing of the job
    private static CommandResult? WhyNotManage(Job? job, Actor actor)
    {
        if (!Rights.Has(actor, Right.ManageJobs))
        {
            return Refusals.Needs(Right.ManageJobs);
        }

        if (job is null)
        {
            return Refusals.NotFound("such job");
        }

        return Rights.HasAt(actor, Right.ManageJobs, job.Site) ? null : Refusals.Needs(Right.ManageJobs);
    }

    private static CommandResult? WhyNotHandle(Job? job, Actor actor)
    {
        if (job is null)
        {
            return Refusals.NotFound("such job");
        }

        return Rights.MayHandle(actor, job) ? null : Refusals.NotYours;
    }
}
