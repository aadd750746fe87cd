namespace Platen.Grains.Abstractions.Jobs;

/// <summary>What an administrator must know before a release is given up whose site does not come back.</summary>
public static class LostRelease
{
    /// <summary>The consequences, for people.</summary>
    /// <param name="device">The device of the release, at the site that took the job over.</param>
    public static string Consequences(string device) =>
        $"The site of the device '{device}' has the whole document and may have printed it, or parts of it: nobody there has said so. The job is given back to the site that holds it, as printed in part without a count, and nothing is charged for it now. "
        + "If that site comes back, it does not begin to print it any more, and what it reports as printed is charged then. If it is only cut off, it may still be printing: look at the device first, or the job can come out twice.";

    /// <summary>The consequences where the job has copies, for people.</summary>
    /// <param name="site">The site whose release has the right to print.</param>
    public static string OfCopied(string site) =>
        $"The site '{site}' has the right to print this job and may have printed it, or parts of it: it has not said so. The right becomes free, so that the job can be printed elsewhere, and nothing is charged for it now. "
        + "If that site comes back, it does not begin to print it any more, and what it reports as printed is charged then. If it is only cut off, it may still be printing: look at the device first, or the job can come out twice.";
}
