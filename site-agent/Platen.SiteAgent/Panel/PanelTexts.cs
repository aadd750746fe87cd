using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel;

/// <summary>The panel's words, English. All of them are here, so that another language is another set of these members.</summary>
internal static class PanelTexts
{
    private const int ReasonsMax = 4;
    public const string Language = "en";
    public const string LoginHeading = "Log in";
    public const string PinOrCard = "Hold your card to the reader, or type your PIN";
    public const string PinOrCardLabel = "PIN or card";
    public const string LoginName = "Login name";
    public const string Password = "Password";
    public const string LogIn = "Log in";
    public const string UsePassword = "Use name and password";
    public const string UsePin = "Use PIN or card";
    public const string UsePhone = "Use the phone";
    public const string PhoneHeading = "Log in by phone";
    public const string PhoneStepRead = "Read this code with the phone's camera, and log in there if you are asked to.";
    public const string PhoneStepNumber = "Check the device's name, and choose this number:";
    public const string PhoneHint = "This page goes on by itself when you have approved it.";
    public const string PhonePicture = "Code for the phone";
    public const string PhoneNotNow = "The login by phone is not possible at the moment. Use another way, or try again in a minute.";
    public const string PhoneOver = "The code was refused, used, or its time is over.";
    public const string SecondHeading = "One more step";
    public const string SecondPin = "Now type your PIN";
    public const string SecondPassword = "Now type your password";
    public const string Pin = "PIN";
    public const string UsePasswordInstead = "Use the password instead";
    public const string UsePinInstead = "Use the PIN instead";
    public const string SecondCancel = "Not you? Back";
    public const string SecondOver = "The time for the second step is over. Hold your card to the reader again.";
    public const string HoldCardFirst = "Hold your card to the reader";
    public const string LogOut = "Log out";
    public const string YourJobs = "Your jobs";
    public const string Refresh = "Refresh";
    public const string NoJobs = "No jobs are waiting for you here.";
    public const string NoJobsHint = "Print from your computer, then choose Refresh. A large document takes a moment to arrive.";
    public const string Choose = "Choose";
    public const string Name = "Document";
    public const string Pages = "Pages";
    public const string Colour = "Colour";
    public const string Black = "Black";
    public const string ColourUnknown = "unknown";
    public const string Received = "Received";
    public const string Price = "Price";
    public const string ChooseAll = "Choose all";
    public const string ChooseNone = "Choose none";
    public const string Print = "Print";
    public const string PrintAll = "Print all";
    public const string PrintAllNew = "Print all new";
    public const string Delete = "Delete";
    public const string Previous = "Back";
    public const string Next = "More";
    public const string PrintedBefore = "printed, kept for reprint";
    public const string PrintingNow = "printing now";
    public const string UnknownPages = "?";
    public const string ChooseFirst = "Choose one or more jobs first.";
    public const string Deleted = "Deleted.";
    public const string DeleteHeading = "Delete these jobs?";
    public const string DeleteWarning = "Deleted jobs cannot be brought back.";
    public const string Cancel = "Cancel";
    public const string ProgressHeading = "Printing";
    public const string DoneHeading = "Finished";
    public const string ProgressHint = "This page renews itself. Log out when your pages are out: logging out cancels what is not printed yet.";
    public const string Options = "Options";
    public const string OptionsHeading = "How to print";
    public const string OptionsNone = "Nothing can be chosen for these documents at this device.";
    public const string OptionsAsIs = "as in the document";
    public const string OptionsCopies = "Copies";
    public const string OptionsSides = "Sides";
    public const string OneSided = "one-sided";
    public const string TwoSidedLong = "two-sided, long edge";
    public const string TwoSidedShort = "two-sided, short edge";
    public const string OptionsBlack = "Black instead of colour";
    public const string OptionsPages = "Pages (such as 1-3,7)";
    public const string OptionsPrice = "The price follows what comes out.";
    public const string CopiesWrong = "Copies: type a number from 1 to 999.";
    public const string PagesWrong = "Pages: type them in rising order, such as 1-3,7.";
    public const string CanceledByLogout = "Canceled, because you logged out.";
    public const string CanceledByNextUser = "Canceled, because somebody else logged in.";
    public const string CanceledByRevocation = "Canceled, because the session was ended.";
    public const string CanceledUnattended = "Canceled, because the device stood still and nobody was logged in any more.";
    public const string FinishingNotPossible = "Not possible with this document at this device. Choose other options.";
    public const string BackToJobs = "Your jobs";
    public const string ReleaseForgotten = "Finished a while ago";
    public const string Account = "Card and PIN";
    public const string NewCard = "New ID card";
    public const string NewCardHint = "Hold the card to the reader, or type its number.";
    public const string RegisterCard = "Register the card";
    public const string CardRegistered = "The card is registered. It works at every device within a minute.";
    public const string CardPending = "The card is noted. It does not work yet: the branch is offline. It works here and everywhere when the connection is back, unless somebody else has registered it by then.";
    public const string CardPendingWorksHere = "The card is noted, and works at this branch from now on. It works everywhere when the connection is back, unless somebody else has registered it by then.";
    public const string CardKnown = "This card is yours already, or is noted for you.";
    public const string CardOfAnother = "This card belongs to somebody else.";
    public const string CardUnreadable = "The card was not read. Hold it to the reader again.";
    public const string NewPin = "New PIN";
    public const string NewPinHint = "The system draws it; the former PIN ends at once. Once in 7 days.";
    public const string DrawPin = "Draw a new PIN";
    public const string AskForPin = "Ask for a new PIN";
    public const string NewCardHintOffline = "The branch is offline: the card is noted now, and registered when the connection is back.";
    public const string NewPinHintOffline = "The branch is offline: your wish is noted now. When the connection is back the new PIN waits for you here; the one that you have works until you have seen it. Once in 7 days.";
    public const string NewPinAsked = "Your wish for a new PIN is noted. It waits for you here when the connection is back.";
    public const string PinPending = "Your wish for a new PIN is noted. When the connection is back, log in at any device, or open your profile in the portal, and the new PIN is shown to you there. Until then the one that you have works on.";
    public const string PinPendingAlready = "You have asked for a new PIN already. It is shown to you at your next login when the connection is back; until then the one that you have works on.";
    public const string PinReady = "The new PIN that you asked for is ready.";
    public const string PinReadyHint = "It is drawn when you choose this, and shown once; the former PIN ends at that moment.";
    public const string ShowPin = "Show my new PIN";
    public const string PinTooSoon = "A new PIN can be drawn once in 7 days, and yours is younger. If somebody saw it, ask an administrator.";
    public const string PendingFull = "Too many cards and PINs wait for the connection already. Try again when it is back.";
    public const string PinShownOnce = "Your new PIN. It is shown now and never again:";
    public const string AccountNeedsServer = "The server cannot be reached at the moment, so cards and PINs cannot be changed. Try again when the line is back.";
    public const string AccountTooOften = "Too many attempts. Wait a minute, then try again.";
    public const string LoggedOut = "You are logged out.";
    public const string TimedOut = "You were logged out, because the panel was not used for a while.";
    public const string PageTooOld = "That page was too old. Please try again.";
    public const string NoDeletionOffline = "The branch is offline, and jobs cannot be deleted until the connection is back.";
    public const string OtherSitesAsking = "jobs of other branches are being asked for";
    public const string OtherSitesUnavailable = "The server does not answer at the moment, so only the jobs of this branch are shown.";
    public const string SessionOver = "The session is over, or the token belongs to another device. Log in again.";
    public const string JobGone = "None of your jobs has that id. It may have been printed, deleted or expired.";
    public const string JobBusy = "The job is being printed now. Wait until that is over.";
    public const string DeviceUnknown = "This branch has no device of that name, or it is switched off. Ask the administrator to check the device's id in the console.";
    public const string AddressNotAllowed =
        "This device's panel opens only from the device itself, or from the addresses that the administrator has set for it (device, panel addresses).";

    /// <summary>For panel and print jobs alike.</summary>
    public const string InitialPassword = "That is the password that you were given. Log in to the portal on the web first, and choose one of your own; your card and PIN work meanwhile.";

    public const string ErrorHeading = "This did not work";

    /// <summary>Why a login was refused, and what to do.</summary>
    public static string LoginRefused(PanelLoginResult result) => result.Code switch
    {
        PanelLoginCode.WrongCredential => "This was not recognised. Check it and try again; if your card is new, ask for it to be registered; if you log in with card and PIN, the card comes first.",
        PanelLoginCode.SecondPhaseNeeded => "The card was read. Send the PIN or the password too.",
        PanelLoginCode.SecondPhaseOver => SecondOver,
        PanelLoginCode.CardFirst => "Here you log in with your card and something that you know: hold your card to the reader first.",
        PanelLoginCode.Locked when result.Ask is not null => $"Too many failed attempts after this card. Wait {Wait(result.RetryAfter)}, then hold it to the reader again.",
        PanelLoginCode.Locked => $"Too many failed attempts: PIN and password are locked for {Wait(result.RetryAfter)}. Your card still works.",
        PanelLoginCode.Disabled => "Your account is not active. Ask the administrator.",
        PanelLoginCode.Throttled => $"Too many failed attempts at this device. Wait {Wait(result.RetryAfter)}, then try again.",
        PanelLoginCode.BarredOffline => "The branch is offline, and this way to log in is not allowed meanwhile. Try another one, such as your card.",
        PanelLoginCode.InitialPassword => InitialPassword,
        PanelLoginCode.NeedsServer => "The company's directory, which checks this password, cannot be reached now. Use your card or PIN, or try again later.",
        PanelLoginCode.OfflineTooLong => "The branch has been offline for longer than the administrator allows, so nobody can log in until the connection is back.",
        PanelLoginCode.Busy => "Several people are logging in at the same moment. Try again in a few seconds.",
        PanelLoginCode.DeviceUnknown => DeviceUnknown,
        _ => "The branch has not received its users yet. Try again in a minute; if it stays so, ask the administrator to check the agent's connection.",
    };

    /// <summary>Why a card or PIN is not taken on while the server cannot be reached.</summary>
    public static string NotPending(PendingCode code) => code switch
    {
        PendingCode.OfAnother => CardOfAnother,
        PendingCode.TooSoon => PinTooSoon,
        PendingCode.Full => PendingFull,
        _ => AccountNeedsServer,
    };

    /// <summary>That the branch is cut off, and what this means.</summary>
    /// <param name="left">How long people can go on.</param>
    /// <param name="barsRelease">Nothing is printed meanwhile.</param>
    /// <param name="barsDelete">Nothing is deleted meanwhile.</param>
    public static string Offline(TimeSpan left, bool barsRelease, bool barsDelete)
    {
        if (left <= TimeSpan.Zero)
        {
            return "The branch has been offline for longer than the administrator allows. Nobody can log in until the connection is back; jobs that are sent here are kept.";
        }

        var jobs = barsRelease ? "Nothing can be printed until the connection is back; jobs that are sent here are kept." : "Jobs that were sent here can be printed; jobs of other branches appear when the connection is back.";
        return $"The branch is offline. {jobs}{(barsDelete ? " Jobs cannot be deleted meanwhile." : "")} You can log in here for {Left(left)} more.";
    }

    /// <summary>A time that is left, rounded down.</summary>
    public static string Left(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => $"{(int)time.TotalDays} days",
        { TotalHours: >= 2 } => $"{(int)time.TotalHours} hours",
        { TotalMinutes: >= 2 } => $"{(int)time.TotalMinutes} minutes",
        _ => "a minute",
    };

    /// <summary>A waiting time as people say it, rounded up.</summary>
    public static string Wait(TimeSpan? wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling((wait ?? TimeSpan.Zero).TotalSeconds));
        var minutes = (seconds + 59) / 60;
        return seconds == 1 ? "1 second" : seconds <= 90 ? $"{seconds} seconds" : $"{minutes} minutes";
    }

    /// <summary>How far a release is.</summary>
    public static string Stage(ReleaseStage stage) => stage switch
    {
        ReleaseStage.Queued => "Waits for earlier jobs",
        ReleaseStage.CheckingDevice => "Asking the device",
        ReleaseStage.Sending => "Sending",
        ReleaseStage.Fetching => "Coming from the other branch",
        ReleaseStage.Printing => "Printing",
        ReleaseStage.Completed => "Printed",
        ReleaseStage.NotPrinted => "Not printed; it still waits for you",
        ReleaseStage.Partial => "Stopped in the middle; it still waits for you",
        _ => "Unknown",
    };

    /// <summary>A job's own PIN was not given, or is wrong.</summary>
    public const string PinNeeded = "This job was sent with a PIN. Go back, and type the right PIN beside the job.";

    /// <summary>A page that is older than the job's last print.</summary>
    public const string PrintedSince = "This job was printed since you last saw the list. To print it once more, choose it again.";

    public static string PinOf(string title) => $"PIN of {title}";

    /// <summary>A job that has copies, while the line is cut.</summary>
    public const string CopiesNeedTheServer = "A copy of this job is kept at another branch, so the server has to say who prints it, and the server cannot be reached now. The job stays here: try again when the line is back.";

    /// <summary>Why a release was not taken on.</summary>
    public static string Refused(ReleaseRequestCode code) => code switch
    {
        ReleaseRequestCode.JobBusy => JobBusy,
        ReleaseRequestCode.NotHere => "The job was sent to another device, and waits for you there.",
        ReleaseRequestCode.DeviceUnknown => DeviceUnknown,
        ReleaseRequestCode.FinishingNotPossible => FinishingNotPossible,
        ReleaseRequestCode.SiteUnreachable => "The branch where the document lies cannot be reached at the moment. Try again when its line is back.",
        ReleaseRequestCode.ServerNeeded => CopiesNeedTheServer,
        ReleaseRequestCode.PinNeeded => PinNeeded,
        ReleaseRequestCode.PrintedSince => PrintedSince,
        ReleaseRequestCode.BarredOffline => "The branch is offline, and nothing can be printed until the connection is back.",
        ReleaseRequestCode.ReprintBarredOffline => "The branch is offline. What was printed already can be printed again when the connection is back.",
        ReleaseRequestCode.PagesUsedOffline => "The branch is offline, and these are more pages than you may print until the connection is back.",
        ReleaseRequestCode.DeviceQueueFull => "Too many jobs wait for this device. Try again when some have been printed.",
        _ => JobGone,
    };

    /// <summary>What is wrong with the device, before somebody prints there; empty when nothing is.</summary>
    public static string Trouble(DeviceSeen? seen) => seen?.Status switch
    {
        null or { Obstacle.Length: 0, PrinterState: not DeviceStatusWords.Stopped } => "",
        { PrinterState: DeviceStatusWords.Unreachable } => "This device does not answer: it may be off, or not connected. Jobs stay here until it is back.",
        { Reasons: { Length: > 0 } reasons } => $"This device cannot print now: {string.Join(", ", reasons.Take(ReasonsMax).Select(Reason).Distinct(StringComparer.Ordinal))}.",
        _ => "This device cannot print now. See what it asks for.",
    };

    /// <summary>IPP's <c>printer-state-reasons</c> for people; those that are not known, as they are.</summary>
    private static string Reason(string keyword) => keyword.Replace("-error", "", StringComparison.Ordinal).Replace("-warning", "", StringComparison.Ordinal) switch
    {
        "media-empty" or "media-needed" => "it is out of paper",
        "media-low" => "paper is low",
        "media-jam" => "paper is jammed",
        "door-open" or "cover-open" or "interlock-open" => "a door is open",
        "toner-empty" or "marker-supply-empty" => "it is out of toner",
        "toner-low" or "marker-supply-low" => "toner is low",
        "offline" => "it was taken offline",
        "paused" => "it is paused",
        "output-area-full" => "the output tray is full",
        "input-tray-missing" => "a tray is missing",
        var other => other,
    };

    public static string Jobs(int count) => count == 1 ? "1 job" : $"{count} jobs";

    public static string PageOf(int page, int pages) => $"Page {page} of {pages}";

    public static string JobOf(string owner) => $" · for {owner}";

    public static string Copies(int copies) => $"{copies} copies";

    public static string Total(string amount, bool more) => more ? $"{amount} and more" : amount;

    public static string Sent(int percent) => $"{percent} %";

    public static string PagesPrinted(int pages) => pages == 1 ? "1 page printed" : $"{pages} pages printed";

    public static string AtSite(string site) => $"at {site}";

    public static string AtSiteUnreachable(string site) => $"at {site}, which cannot be reached now";

    public static string ChooseJob(string title) => $"Choose {title}";
}
