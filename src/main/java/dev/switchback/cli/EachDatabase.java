package dev.switchback.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.SetDatabases.Home;
import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;

/** A command on several databases, each of which belongs to a set of its own: in their order, reported one by one. */
final class EachDatabase {

    private final Face face;
    private final Command command;
    private final Workplace workplace;
    private final Switchback project;
    private final List<Home> homes;
    private int said;

    EachDatabase(Face face, Command command, Workplace workplace, List<Home> homes) {
        this.face = face;
        this.command = command;
        this.workplace = workplace;
        this.project = workplace.project();
        this.homes = homes;
    }

    /** What a command does with a plan, in two steps. */
    interface Course {

        /** Says what is going to run, and asks where somebody has to be asked; throws where it may not run. */
        void prepare(TargetDatabase target, Plan plan, Reports reports);

        /** Answers with an exit code. */
        int run(TargetDatabase target, Plan plan, Reports reports);
    }

    /** A set with its open database, and the part of the report that is about it. */
    private final class Place implements AutoCloseable {

        private final Home home;
        private final TargetDatabase target;
        private final Reports reports;

        Place(Home home, ObjectNode part) {
            this.home = home;
            this.target = workplace.database(project, home);
            this.reports = new Reports(face, command).in(part);
        }

        @Override
        public void close() {
            target.close();
        }
    }

    /** Asks all of them, also where one cannot be asked; the exit code is the worst. */
    int ask(ToIntBiFunction<TargetDatabase, Reports> question) {
        ObjectNode document = Json.document(command.name());
        ArrayNode parts = document.putArray("databases");
        int worst = ExitCode.DONE;
        for (Home home : homes) {
            ObjectNode part = part(parts, home);
            heading(home);
            try (Place place = new Place(home, part)) {
                worst = Math.max(worst, question.applyAsInt(place.target, place.reports));
            } catch (SwitchbackException failure) {
                worst = Math.max(worst, failed(failure, part));
            }
        }
        return finished(document, worst);
    }

    /**
     * Plans for all of them first: where one is refused or cannot be asked, nothing runs anywhere. Then they run one after
     * the other, up to the first that fails.
     */
    int run(Function<TargetDatabase, PlanOutcome> planning, Course course) {
        ObjectNode document = Json.document(command.name());
        ArrayNode parts = document.putArray("databases");
        List<Place> places = new ArrayList<>();
        try {
            List<Plan> plans = new ArrayList<>();
            int worst = plan(parts, places, plans, planning);
            if (worst == ExitCode.DONE) {
                worst = run(parts, places, plans, course);
            }
            return finished(document, worst);
        } finally {
            places.forEach(Place::close);
        }
    }

    private int plan(
            ArrayNode parts, List<Place> places, List<Plan> plans, Function<TargetDatabase, PlanOutcome> planning) {
        int worst = ExitCode.DONE;
        for (Home home : homes) {
            ObjectNode part = part(parts, home);
            try {
                Place place = new Place(home, part);
                places.add(place);
                switch (planning.apply(place.target)) {
                    case Plan plan -> plans.add(plan);
                    case PlanOutcome.Refused refused -> {
                        heading(home);
                        worst = Math.max(worst, place.reports.refused(refused, place.target));
                    }
                }
            } catch (SwitchbackException failure) {
                heading(home);
                worst = Math.max(worst, failed(failure, part));
            }
        }
        if (worst != ExitCode.DONE) {
            parts.forEach(EachDatabase::leftOut);
            say("Nothing ran on any of the databases.");
        }
        return worst;
    }

    private int run(ArrayNode parts, List<Place> places, List<Plan> plans, Course course) {
        for (int i = 0; i < places.size(); i++) {
            heading(places.get(i).home);
            course.prepare(places.get(i).target, plans.get(i), places.get(i).reports);
        }
        int exit = ExitCode.DONE;
        for (int i = 0; i < places.size() && exit == ExitCode.DONE; i++) {
            Place place = places.get(i);
            heading(place.home);
            try {
                exit = course.run(place.target, plans.get(i), place.reports);
            } catch (SwitchbackException failure) {
                exit = failed(failure, (ObjectNode) parts.get(i));
            }
            if (exit != ExitCode.DONE) {
                places.stream().skip(i + 1L).forEach(rest -> say("Not run: " + rest.home.set()));
            }
        }
        parts.forEach(EachDatabase::leftOut);
        return exit;
    }

    private static void leftOut(JsonNode part) {
        if (!part.has("outcome") && !part.has("error")) {
            ((ObjectNode) part).put("outcome", "not_run").put("database_state", "unchanged");
        }
    }

    private static ObjectNode part(ArrayNode parts, Home home) {
        return parts.addObject().put("set", home.set()).put("from", home.from());
    }

    private void heading(Home home) {
        say((said++ == 0 ? "" : "\n") + "== " + home.set() + " (" + home.from() + ")");
    }

    private void say(String line) {
        if (!command.options().json()) {
            face.out().println(line);
        }
    }

    private int failed(SwitchbackException failure, ObjectNode part) {
        if (command.options().json()) {
            ErrorJson.put(part, failure);
        } else {
            new Text(face.err(), Paint.PLAIN).failure(failure);
        }
        return ExitCode.of(failure);
    }

    private int finished(ObjectNode document, int exit) {
        if (command.options().json()) {
            Json.print(face.out(), document);
        }
        return exit;
    }
}
