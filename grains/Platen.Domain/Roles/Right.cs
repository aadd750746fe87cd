namespace Platen.Domain.Roles;

/// <summary>
/// The single rights (AZ03–AZ06). Everybody who is active has those that begin with <c>Own</c>; the others are held by administrators, and by those to whom a role gives them. Stored by number and named by word
/// (<see cref="RightCatalog.Word"/>): both only ever grow.
/// </summary>
public enum Right
{
    /// <summary>Not said; nobody has it.</summary>
    Unspecified = 0,

    /// <summary>See, release and delete one's own jobs, and release those of which one is a delegate.</summary>
    OwnJobs = 1,

    /// <summary>See what one was charged.</summary>
    OwnLedger = 2,

    /// <summary>See and change one's own profile.</summary>
    OwnProfile = 3,

    /// <summary>Draw one's own PIN, register one's own cards, set one's own password.</summary>
    OwnCredentials = 4,

    /// <summary>See users.</summary>
    ReadUsers = 10,

    /// <summary>Add, import and change users, shut them out, end their sessions.</summary>
    EditUsers = 11,

    /// <summary>Draw PINs, register cards and set passwords of others.</summary>
    EditCredentials = 12,

    /// <summary>Make roles, and give them to others: never more than one holds oneself.</summary>
    EditRoles = 13,

    /// <summary>See devices.</summary>
    ReadDevices = 20,

    /// <summary>Add, change and remove devices.</summary>
    EditDevices = 21,

    /// <summary>See queues.</summary>
    ReadQueues = 30,

    /// <summary>Add and change queues and their prices.</summary>
    EditQueues = 31,

    /// <summary>Add and change codebooks and codes, and say who may use them (AZ07).</summary>
    EditCodebooks = 35,

    /// <summary>See sites and their agents.</summary>
    ReadSites = 40,

    /// <summary>Add and rename sites; add, fence and revoke agents.</summary>
    EditSites = 41,

    /// <summary>See the jobs of others.</summary>
    ReadJobs = 50,

    /// <summary>Release, delete and claim the jobs of others.</summary>
    ManageJobs = 51,

    /// <summary>See what others printed and were charged, and the company's figures (AZ06).</summary>
    ReadReports = 60,

    /// <summary>See, recharge and correct the credit of others (AZ03).</summary>
    RechargeCredit = 61,

    /// <summary>Read, export and verify the audit log (AZ05).</summary>
    ReadAudit = 70,

    /// <summary>Settings: the company (AZ04).</summary>
    CompanySettings = 80,

    /// <summary>Settings: logging in, PINs, passwords, lock, sessions (AZ04).</summary>
    LoginSettings = 81,

    /// <summary>Settings: what sites may do alone and hold (AZ04).</summary>
    SiteSettings = 82,

    /// <summary>Settings: programs that log in by OAuth (AZ04).</summary>
    ClientSettings = 83,

    /// <summary>Settings: the mail server, and what it was given (AZ04).</summary>
    MailSettings = 85,

    /// <summary>See the servers and their versions.</summary>
    ReadSystem = 90,

    /// <summary>See which devices take a licence, and nothing else of them (AZ08).</summary>
    ReadLicences = 91,

    /// <summary>See contracts about licensed devices, their history and their reports (AZ11).</summary>
    ReadContracts = 120,

    /// <summary>Record and change contracts, and say who outside gets their reports (AZ11).</summary>
    EditContracts = 121,
}
