using Platen.SiteAgent.Hosting;

return args.FirstOrDefault() switch
{
    "run" => await AgentCommands.RunAsync(args[1..]),
    "enrol" => await AgentCommands.EnrolAsync(args[1..]),
    "check" => await CheckCommand.RunAsync(args[1..]),
    _ => await UsageAsync(),
};

static async Task<int> UsageAsync()
{
    await Console.Error.WriteLineAsync(
        """
        usage: Platen.SiteAgent run --Agent:DataDirectory=FOLDER …
               Platen.SiteAgent enrol --server URL --token-file FILE --Agent:DataDirectory=FOLDER
               Platen.SiteAgent check [--delete-damaged] --Agent:DataDirectory=FOLDER
        """);
    return 2;
}
